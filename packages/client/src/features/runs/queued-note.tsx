import type { DataSourceConnection } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { turnInWords } from './turn-in-words.ts';

/** Which place a run has that waits for its turn, and why it waits. */
export function QueuedNote({ connection }: { connection: DataSourceConnection }) {
  return (
    <div className="space-y-1 text-[13px]">
      <p className="tabular">{turnInWords(connection)}</p>
      <p className="text-muted">
        {t.run.othersFirst} {t.run.mayLeave}
      </p>
    </div>
  );
}
