import {
  type DataSourceConnection,
  type DataSourceType,
  DEFAULT_DATA_SOURCES,
} from '@rita/contracts';
import { Plus } from 'lucide-react';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { useMayWrite } from '../session/session.queries.ts';
import { useCreateDataSource } from './data-sources.queries.ts';

/** Brings back the types that were removed; each may be there once. */
export function MissingTypes({ connections }: { connections: readonly DataSourceConnection[] }) {
  const mayWrite = useMayWrite();
  const missing = DEFAULT_DATA_SOURCES.filter(
    ({ type }) => !connections.some((connection) => connection.type === type),
  );
  if (!mayWrite || missing.length === 0) return null;
  return (
    <section aria-label={t.dataSources.addTitle} className="mt-4 flex flex-wrap gap-2">
      {missing.map((source) => (
        <AddButton key={source.type} {...source} />
      ))}
    </section>
  );
}

type AddButtonProps = { type: DataSourceType; name: string; description: string };

function AddButton({ type, name, description }: AddButtonProps) {
  const create = useCreateDataSource();
  const showToast = useToast();
  return (
    <Button
      isBusy={create.isPending}
      onClick={() =>
        create.mutate(
          { type, name, description },
          {
            onSuccess: () => showToast(t.dataSources.added({ name })),
            onError: (error) => showToast(<ProblemNote error={error} />, 'bad'),
          },
        )
      }
    >
      <Plus aria-hidden />
      {t.dataSources.add({ name: describeSource(type).name })}
    </Button>
  );
}
