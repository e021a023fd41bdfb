import {
  Check,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleX,
  History,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import { classNames } from '../../components/ui/class-names.ts';
import { RelativeTime } from '../../components/ui/relative-time.tsx';
import { TONE_TEXT, type Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';
import { formatMoment, formatNames, formatSeconds } from '../../lib/format.ts';
import type { CheckLine } from './check-list.ts';

const LOOKS: Record<CheckLine['outcome'], { icon: LucideIcon; tone: Tone }> = {
  waiting: { icon: CircleDashed, tone: 'off' },
  running: { icon: RefreshCw, tone: 'info' },
  passed: { icon: Check, tone: 'ok' },
  failed: { icon: CircleX, tone: 'bad' },
  outdated: { icon: History, tone: 'warn' },
  unseen: { icon: CircleHelp, tone: 'off' },
  unknown: { icon: CircleHelp, tone: 'warn' },
  not_needed: { icon: CircleMinus, tone: 'off' },
};

type VerificationChecksProps = {
  lines: readonly CheckLine[];
  /** Each with the time at which it was made. */
  isDated?: boolean;
  className?: string;
};

/** The named checks of the verification, filling in as they are made. */
export function VerificationChecks({ lines, isDated, className }: VerificationChecksProps) {
  const unseen = lines.filter(({ outcome }) => outcome === 'unseen');
  return (
    <div className={classNames('text-[13px]', className)}>
      {unseen.length > 0 && <p className="pt-2.5 pb-1 text-muted">{unseenNote(unseen)}</p>}
      <ul>
        {lines.map((line) => (
          <CheckRow key={line.name} line={line} isDated={isDated === true} />
        ))}
      </ul>
    </div>
  );
}

/** Said once: a source that is away is so for all of them. */
function unseenNote(lines: readonly CheckLine[]): string {
  const { unseenChecks, lastProven } = t.connection;
  const times = lines.flatMap(({ checkedAt }) => checkedAt ?? []).toSorted();
  const first = times[0];
  if (first === undefined) return unseenChecks;
  return `${unseenChecks} ${lastProven({ time: formatMoment(first, Date.now()) })}`;
}

/** A longer detail, in characters, stands below the name instead of beside it. */
const LONGEST_ASIDE = 32;

function CheckRow({ line, isDated }: { line: CheckLine; isDated: boolean }) {
  const { icon: Icon, tone } = LOOKS[line.outcome];
  const isNews = line.outcome !== 'waiting' && line.outcome !== 'not_needed';
  const isLong = (line.detail?.length ?? 0) > LONGEST_ASIDE;
  const time = isDated ? line.checkedAt : undefined;
  const took = isDated ? undefined : duration(line.durationMs);
  const aside = isLong ? undefined : (line.detail ?? took);
  return (
    <li className="flex gap-2.5 border-t border-line py-2.5 first:border-t-0">
      <Icon
        aria-hidden
        strokeWidth={2.4}
        className={classNames(
          'mt-0.5 size-[17px] shrink-0',
          TONE_TEXT[tone],
          line.outcome === 'running' && 'animate-spin [animation-duration:2.4s]',
        )}
      />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-baseline gap-x-3">
          <span className={classNames('flex-1 basis-40', !isNews && 'text-muted')}>
            {line.label}
            <span className="sr-only">: {t.connection.checkOutcome[line.outcome]}</span>
            {line.isOptional && line.outcome !== 'passed' && (
              <span className="text-xs text-muted"> ({optionalNote(line)})</span>
            )}
          </span>
          {/* Both beside the name, or both below it. */}
          <span className="flex flex-wrap items-baseline gap-x-3 text-muted empty:hidden">
            {aside && <bdi className="[overflow-wrap:anywhere]">{aside}</bdi>}
            {time !== undefined && (
              <span className="text-xs tabular">
                <RelativeTime at={time} />
              </span>
            )}
          </span>
        </div>
        {line.outcome === 'outdated' && <p className="text-xs">{t.connection.outdatedCheck}</p>}
        {isLong && (
          <p dir="auto" className="text-xs text-muted text-page-start [overflow-wrap:anywhere]">
            {line.detail}
          </p>
        )}
        {line.remedy && line.outcome !== 'passed' && <p className="text-xs">{line.remedy}</p>}
      </div>
    </li>
  );
}

function optionalNote(line: CheckLine): string {
  const isSaidElsewhere = ['waiting', 'running', 'outdated', 'unseen'].includes(line.outcome);
  if (isSaidElsewhere) return t.connection.optionalCheck;
  return formatNames([t.connection.optionalCheck, t.connection.checkOutcome[line.outcome]]);
}

function duration(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  return milliseconds < 1000
    ? t.time.milliseconds({ count: Math.round(milliseconds) })
    : formatSeconds(milliseconds);
}
