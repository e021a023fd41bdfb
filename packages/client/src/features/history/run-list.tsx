import type { DataSourceType, RecordedRun, RunOutcome } from '@rita/contracts';
import {
  Ban,
  Check,
  CircleAlert,
  CircleHelp,
  Hand,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import { Badge } from '../../components/ui/badge.tsx';
import { DottedFacts } from '../../components/ui/dotted-facts.tsx';
import type { Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';
import { formatDateTime, formatDuration, formatMoment } from '../../lib/format.ts';
import { useNow } from '../../lib/use-now.ts';
import { resultInWords, starterInWords } from './run-in-words.ts';
import { secondsOf } from './sync-figures.ts';

const OUTCOMES: Record<RunOutcome, { tone: Tone; icon: LucideIcon }> = {
  running: { tone: 'info', icon: RefreshCw },
  succeeded: { tone: 'ok', icon: Check },
  held: { tone: 'warn', icon: Hand },
  failed: { tone: 'bad', icon: CircleAlert },
  cancelled: { tone: 'off', icon: Ban },
  unknown: { tone: 'off', icon: CircleHelp },
};

type RunListProps = { runs: readonly RecordedRun[]; type: DataSourceType };

export function RunList({ runs, type }: RunListProps) {
  return (
    <ul
      aria-label={t.history.title}
      className="rounded-card border border-line bg-surface shadow-card"
    >
      {runs.map((run) => (
        <RunRow key={`${run.kind} ${run.id}`} run={run} type={type} />
      ))}
    </ul>
  );
}

function RunRow({ run, type }: { run: RecordedRun; type: DataSourceType }) {
  const now = useNow();
  const { tone, icon } = OUTCOMES[run.outcome];
  const result = resultInWords(run, type, now);
  return (
    <li
      data-outcome={run.outcome}
      className="flex flex-wrap gap-x-3 gap-y-1 border-t border-line px-4 py-3 text-[13px] first:border-t-0"
    >
      <div className="min-w-0 flex-1 basis-48 space-y-1 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <b className="font-semibold">{t.history.kindNames[run.kind]}</b>
          <Badge tone={tone} icon={icon} isRunning={run.outcome === 'running'}>
            {t.history.outcomes[run.outcome]}
          </Badge>
        </p>
        {result.length > 0 && <DottedFacts facts={result} />}
        <p className="text-xs text-muted">
          <bdi>{starterInWords(run)}</bdi>
        </p>
      </div>
      <RunTimes run={run} now={now} />
    </li>
  );
}

function RunTimes({ run, now }: { run: RecordedRun; now: number }) {
  const at = run.started_at ?? run.ended_at;
  const seconds = secondsOf(run, now);
  return (
    <p className="shrink-0 text-xs text-muted tabular max-sm:w-full sm:text-end">
      {at !== null && (
        <time dateTime={at} title={formatDateTime(at)} className="text-fg">
          {formatMoment(at, now)}
        </time>
      )}{' '}
      {seconds !== null && <span className="ms-1 sm:ms-0 sm:block">{formatDuration(seconds)}</span>}
    </p>
  );
}
