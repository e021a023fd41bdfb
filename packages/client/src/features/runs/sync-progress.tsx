import { type DataSourceConnection, sourceTypeOf } from '@rita/contracts';
import { Progress } from '../../components/ui/progress.tsx';
import { t } from '../../i18n/index.ts';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { secondsSinceHeard } from './connection-state.ts';
import type { RunProgress } from './run-progress.ts';
import { useRunProgress } from './use-run-progress.ts';

/** How far the active sync is: count, bar, rate, time left and the last sign of life. */
export function SyncProgress({ connection }: { connection: DataSourceConnection }) {
  const progress = useRunProgress(connection);
  const now = useNow();
  const noun = sourceTypeOf(connection.type).documentNoun.many;
  const heard = secondsSinceHeard(connection, now);
  return (
    <div>
      <p className="flex flex-wrap items-baseline gap-x-1 text-[13px] tabular">
        <Count progress={progress} noun={noun} />
        {connection.run_phase && (
          <span className="min-w-0 truncate text-muted">· {connection.run_phase}</span>
        )}
      </p>
      <Progress
        label={t.run.progressLabel(connection.name)}
        fraction={progress.fraction}
        className="mt-2"
      />
      <ul className="mt-1.5 flex flex-wrap gap-x-2.5 text-xs text-muted tabular">
        {progress.perSecond !== null && <li>{t.run.rate(formatRate(progress.perSecond), noun)}</li>}
        {progress.secondsLeft !== null && progress.secondsLeft > 0 && (
          <li>{t.run.left(formatDuration(progress.secondsLeft))}</li>
        )}
        {heard !== null && <li>{t.run.heard(heard)}</li>}
        {connection.documents_failed > 0 && (
          <li className="text-warn">
            {t.run.failedSoFar(formatNumber(connection.documents_failed))}
          </li>
        )}
      </ul>
    </div>
  );
}

function Count({ progress, noun }: { progress: RunProgress; noun: string }) {
  if (progress.processed === 0 && progress.total === null) return <b>{t.run.starting}</b>;
  return (
    <>
      <b className="font-semibold">{formatNumber(progress.processed)}</b>
      <span>
        {progress.total === null
          ? t.run.soFar(noun)
          : t.run.ofTotal(formatNumber(progress.total), noun)}
      </span>
    </>
  );
}

function formatRate(perSecond: number): string {
  return perSecond < 10
    ? String(Math.max(0.1, Math.round(perSecond * 10) / 10))
    : formatNumber(Math.round(perSecond));
}
