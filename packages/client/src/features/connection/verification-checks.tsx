import type { DataSourceConnection } from '@rita/contracts';
import {
  Check,
  CircleDashed,
  CircleHelp,
  CircleMinus,
  CircleX,
  type LucideIcon,
  RefreshCw,
} from 'lucide-react';
import { classNames } from '../../components/ui/class-names.ts';
import { TONE_TEXT, type Tone } from '../../components/ui/tone.ts';
import { t } from '../../i18n/index.ts';
import { type CheckLine, checkLines } from './check-list.ts';

const LOOKS: Record<CheckLine['outcome'], { icon: LucideIcon; tone: Tone }> = {
  waiting: { icon: CircleDashed, tone: 'off' },
  running: { icon: RefreshCw, tone: 'info' },
  passed: { icon: Check, tone: 'ok' },
  failed: { icon: CircleX, tone: 'bad' },
  unknown: { icon: CircleHelp, tone: 'warn' },
  not_needed: { icon: CircleMinus, tone: 'off' },
};

type VerificationChecksProps = {
  connection: Pick<DataSourceConnection, 'type' | 'verification_checks'>;
  className?: string;
};

/** The named checks of the verification, filling in as they are made. */
export function VerificationChecks({ connection, className }: VerificationChecksProps) {
  const lines = checkLines(connection.type, connection.verification_checks);
  return (
    <ul className={classNames('text-[13px]', className)}>
      {lines.map((line) => (
        <CheckRow key={line.name} line={line} />
      ))}
    </ul>
  );
}

/** A longer detail, in characters, stands below the name instead of beside it. */
const LONGEST_ASIDE = 32;

function CheckRow({ line }: { line: CheckLine }) {
  const { icon: Icon, tone } = LOOKS[line.outcome];
  const isNews = line.outcome !== 'waiting' && line.outcome !== 'not_needed';
  const isLong = (line.detail?.length ?? 0) > LONGEST_ASIDE;
  const aside = isLong ? undefined : (line.detail ?? duration(line.durationMs));
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
          <span className={classNames('flex-1', !isNews && 'text-muted')}>
            {line.label}
            <span className="sr-only">: {t.connection.checkOutcome[line.outcome]}</span>
          </span>
          {aside && (
            <bdi className="text-right text-muted tabular [overflow-wrap:anywhere]">{aside}</bdi>
          )}
        </div>
        {isLong && <p className="text-xs text-muted [overflow-wrap:anywhere]">{line.detail}</p>}
        {line.isOptional && line.outcome !== 'passed' && (
          <p className="text-xs text-muted">{optionalNote(line)}</p>
        )}
        {line.remedy && line.outcome !== 'passed' && <p className="text-xs">{line.remedy}</p>}
      </div>
    </li>
  );
}

function optionalNote(line: CheckLine): string {
  if (line.outcome === 'waiting' || line.outcome === 'running') return t.connection.optionalCheck;
  return `${t.connection.optionalCheck} · ${t.connection.checkOutcome[line.outcome]}`;
}

function duration(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined) return undefined;
  return milliseconds < 1000
    ? `${Math.round(milliseconds)} ms`
    : `${(milliseconds / 1000).toFixed(1)} s`;
}
