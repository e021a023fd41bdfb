import type {
  CheckOutcome,
  DataSourceConnection,
  DataSourceType,
  ProblemCode,
  VerificationCheck,
} from '@rita/contracts';
import { checkInWords, describeSource } from '../../lib/describe-source.ts';
import { hasVerificationFailed } from '../runs/last-verification.ts';
import { detailInWords } from './detail-in-words.ts';
import { remedyInWords } from './remedy-in-words.ts';

export type CheckLine = {
  name: string;
  label: string;
  /** `outdated`: passed when it was made, and does not hold any more. */
  outcome: CheckOutcome | 'waiting' | 'outdated';
  isOptional: boolean;
  detail: string | undefined;
  remedy: string | undefined;
  durationMs: number | undefined;
  /** When it ended, in ISO 8601. */
  checkedAt: string | undefined;
};

/**
 * The checks of a type in their order, each with what is known of it by now, then the checks of
 * the connector's own.
 */
export function checkLines(type: DataSourceType, done: readonly VerificationCheck[]): CheckLine[] {
  const known = describeSource(type).checks;
  const byName = new Map(done.map((check) => [check.name, check]));
  const own = done.filter((check) => !Object.hasOwn(known, check.name));
  return [
    ...Object.entries(known).map(([name, info]) =>
      toLine(info.label, byName.get(name) ?? { name, outcome: 'waiting' }, info.optional === true),
    ),
    ...own.map((check) => toLine(checkInWords(type, check.name), check, false)),
  ];
}

/** The checks of the credentials in use; what a later failure has shown to hold no more is said. */
export function currentLines(connection: DataSourceConnection): CheckLine[] {
  const lines = checkLines(connection.type, connection.verification_checks);
  if (connection.status !== 'idle' || hasVerificationFailed(connection)) return lines;
  const code = connection.error_code;
  const lost = code === null ? undefined : LOST_BY[code];
  if (lost === undefined) return lines;
  const signIn = lines.findIndex((line) => SIGN_IN.has(line.name));
  const first = { everything: 0, sign_in: Math.max(0, signIn), reading: signIn + 1 }[lost];
  return lines.map((line, index) =>
    index >= first && line.outcome === 'passed' ? { ...line, outcome: 'outdated' } : line,
  );
}

const SIGN_IN = new Set(['signed_in', 'token']);

/** From which check on nothing holds any more after a failure. */
const LOST_BY: Partial<Record<ProblemCode, 'everything' | 'sign_in' | 'reading'>> = {
  unreachable: 'everything',
  blocked_address: 'everything',
  tls_error: 'everything',
  wrong_edition: 'everything',
  settings_not_verified: 'everything',
  invalid_credentials: 'sign_in',
  credentials_expired: 'sign_in',
  credentials_required: 'sign_in',
  insufficient_permissions: 'reading',
};

/** How many checks have ended, whatever way. */
export function countEnded(lines: readonly CheckLine[]): number {
  return lines.filter((line) => line.outcome !== 'waiting' && line.outcome !== 'running').length;
}

type Known = Omit<VerificationCheck, 'outcome'> & { outcome: CheckLine['outcome'] };

function toLine(label: string, check: Known, isOptional: boolean): CheckLine {
  return {
    name: check.name,
    label,
    outcome: check.outcome,
    isOptional,
    detail: check.detail ? detailInWords(check.detail) : undefined,
    remedy: remedyInWords(check),
    durationMs: check.duration_ms ?? undefined,
    checkedAt: check.checked_at ?? undefined,
  };
}
