import { type DataSourceConnection, HELD_DELETIONS_ABILITY } from '@rita/contracts';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useTriggerSync } from '../data-sources/data-sources.queries.ts';
import { ConfirmRemoval } from './confirm-removal.tsx';
import { useConnectorAbility } from './connector.queries.ts';

const texts = t.connection.held;

/** The three ways out of a held sync: let them go, keep them, or change what is read. */
export function HeldActions({ connection }: { connection: DataSourceConnection }) {
  const [isAsking, setIsAsking] = useState(false);
  const sync = useTriggerSync(connection.id);
  const showToast = useToast();
  const isAble = useConnectorAbility(HELD_DELETIONS_ABILITY);
  const count = connection.deletions_held;
  const keep = () =>
    sync.mutate(
      { deletions: { decision: 'keep' } },
      { onError: (error) => showToast(<ProblemNote error={error} />, 'bad') },
    );
  return (
    <>
      {isAble && count !== null && (
        <>
          <Button size="small" variant="danger" onClick={() => setIsAsking(true)}>
            {texts.remove({ count })}
          </Button>
          <Button size="small" isBusy={sync.isPending} onClick={keep}>
            {texts.keep}
          </Button>
          <ConfirmRemoval
            connection={connection}
            count={count}
            isOpen={isAsking}
            onClose={() => setIsAsking(false)}
          />
        </>
      )}
      <Button asChild size="small">
        <Link
          to="/data-sources/$id/configure"
          params={{ id: connection.id }}
          search={{ step: 'choose' }}
        >
          {texts.changeChoice}
        </Link>
      </Button>
    </>
  );
}
