import type { DataSourceConnection, DataSourceType } from '@rita/contracts';
import type { ReactNode } from 'react';
import { Progress } from '../../components/ui/progress.tsx';
import { t } from '../../i18n/index.ts';
import { richText } from '../../i18n/rich-text.ts';
import { countedDocuments, documentNoun, ofDocuments } from '../../lib/counted-things.ts';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { useAtTime } from '../../lib/use-now.ts';
import { type ConnectionState, secondsSinceHeard } from './connection-state.ts';
import { phaseInWords } from './phase-in-words.ts';
import type { RunProgress } from './run-progress.ts';
import { useRunProgress } from './use-run-progress.ts';

type SyncProgressProps = { connection: DataSourceConnection; state: ConnectionState };

/** How far the active sync is: count, bar, rate, time left and the last sign of life. */
export function SyncProgress({ connection, state }: SyncProgressProps) {
  const progress = useRunProgress(connection);
  return (
    <div>
      <p className="dotted text-[13px] tabular">
        <Count progress={progress} type={connection.type} />
        {connection.run_phase && (
          <span className="text-muted">
            {t.run.checkRunning({ name: phaseInWords(connection.run_phase) })}
          </span>
        )}
      </p>
      <Progress
        label={t.run.progressLabel({ name: connection.name })}
        fraction={progress.fraction}
        className="mt-2"
      />
      <ul className="dotted mt-1.5 text-xs text-muted tabular empty:hidden">
        {/* Of one that waits or is not heard, an earlier rate would promise an end that nobody knows. */}
        {state === 'syncing' && <Pace progress={progress} type={connection.type} />}
        {/* The note on silence says for how long. */}
        {state !== 'silent' && <Heard connection={connection} />}
        {connection.documents_failed > 0 && (
          <li className="text-warn">{t.run.failedSoFar({ count: connection.documents_failed })}</li>
        )}
      </ul>
    </div>
  );
}

function Pace({ progress, type }: { progress: RunProgress; type: DataSourceType }) {
  const { perSecond, secondsLeft } = progress;
  return (
    <>
      {perSecond !== null && (
        <li>{t.run.rate({ rate: formatRate(perSecond), noun: documentNoun(type) })}</li>
      )}
      {secondsLeft !== null && secondsLeft > 0 && (
        <li>{t.run.left({ time: formatDuration(secondsLeft) })}</li>
      )}
    </>
  );
}

/** By itself, since nothing else changes as time passes. */
function Heard({ connection }: { connection: DataSourceConnection }) {
  const words = useAtTime((now) => heardInWords(secondsSinceHeard(connection, now)));
  return words && <li>{words}</li>;
}

function heardInWords(seconds: number | null): string {
  if (seconds === null) return '';
  return seconds < 3 ? t.run.heardNow : t.run.heard({ duration: formatDuration(seconds) });
}

const bold = { n: (count: ReactNode) => <b className="font-semibold">{count}</b> };

function Count({ progress, type }: { progress: RunProgress; type: DataSourceType }) {
  const done = progress.processed;
  if (progress.processed === 0 && progress.total === null) return <b>{t.run.starting}</b>;
  return (
    <span>
      {progress.total === null
        ? richText(t.run.soFar, { documents: countedDocuments(type, done) }, bold)
        : richText(t.run.ofTotal, { done, documents: ofDocuments(type, progress.total) }, bold)}
    </span>
  );
}

function formatRate(perSecond: number): string {
  return perSecond < 10
    ? formatNumber(Math.max(0.1, Math.round(perSecond * 10) / 10))
    : formatNumber(Math.round(perSecond));
}
