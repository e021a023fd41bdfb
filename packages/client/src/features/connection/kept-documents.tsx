import { type DataSourceConnection, HELD_DELETIONS_ABILITY } from '@rita/contracts';
import { useState } from 'react';
import { Button } from '../../components/ui/button.tsx';
import { Note } from '../../components/ui/note.tsx';
import { t } from '../../i18n/index.ts';
import { countedDocuments } from '../../lib/counted-things.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { ConfirmRemoval } from './confirm-removal.tsx';
import { useConnectorAbility } from './connector.queries.ts';

/** Documents that stay by somebody's decision, and how to let them go after all. */
export function KeptDocuments({ connection }: { connection: DataSourceConnection }) {
  const [isAsking, setIsAsking] = useState(false);
  const isAble = useConnectorAbility(HELD_DELETIONS_ABILITY);
  const mayWrite = useMayWrite();
  const count = connection.documents_kept;
  if (count === 0) return null;
  return (
    <Note className="mt-3">
      <p>{t.connection.held.kept({ named: countedDocuments(connection.type, count) })}</p>
      {isAble && mayWrite && connection.status === 'idle' && (
        <Button size="small" className="mt-2" onClick={() => setIsAsking(true)}>
          {t.connection.held.removeKept}
        </Button>
      )}
      <ConfirmRemoval
        connection={connection}
        count={count}
        isOpen={isAsking}
        onClose={() => setIsAsking(false)}
      />
    </Note>
  );
}
