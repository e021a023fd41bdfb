import type { DataSourceConnection } from '@rita/contracts';
import { ProblemNote } from '../../components/problem-note.tsx';
import { useToast } from '../../components/toasts.tsx';
import { Button } from '../../components/ui/button.tsx';
import { t } from '../../i18n/index.ts';
import { useTriggerSync } from '../data-sources/data-sources.queries.ts';

/** Reads just the items that could not be read. */
export function RetryFailed({ connection }: { connection: DataSourceConnection }) {
  const sync = useTriggerSync(connection.id);
  const showToast = useToast();
  return (
    <Button
      size="small"
      isBusy={sync.isPending}
      onClick={() =>
        sync.mutate(
          { only_failed: true },
          { onError: (error) => showToast(<ProblemNote error={error} />, 'bad') },
        )
      }
    >
      {t.dataSources.retryFailed}
      <span className="sr-only"> · {connection.name}</span>
    </Button>
  );
}
