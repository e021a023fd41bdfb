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
  /**
   * Of one that passed when it was made: `outdated` does not hold any more, `unseen` could not be
   * looked at again.
   */
  outcome: CheckOutcome | 'waiting' | 'outdated' | 'unseen';
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

/**
 * The checks of the credentials in use. What a later failure has shown to hold no more is said, and
 * what could not be looked at again: a source that is away does not prove that access is gone.
 */
export function currentLines(connection: DataSourceConnection): CheckLine[] {
  const lines = checkLines(connection.type, connection.verification_checks);
  if (connection.status !== 'idle' || hasVerificationFailed(connection)) return lines;
  const code = connection.error_code;
  const said = code === null ? undefined : SAID_BY[code];
  if (said === undefined) return lines;
  const signIn = Math.max(
    0,
    lines.findIndex((line) => SIGN_IN.has(line.name)),
  );
  return lines.map((line, index) => {
    if (line.outcome !== 'passed') return line;
    // The checks before the sign-in, the sign-in itself, and those that it opens.
    const outcome = said[Math.sign(index - signIn) + 1] ?? line.outcome;
    return { ...line, outcome, checkedAt: line.checkedAt ?? connection.verified_at ?? undefined };
  });
}

const SIGN_IN = new Set(['signed_in', 'token']);

type Said = 'passed' | 'outdated' | 'unseen';
const AWAY = ['unseen', 'unseen', 'unseen'] as const;
const NOT_THIS_ADDRESS = ['outdated', 'unseen', 'unseen'] as const;
const NOT_THESE_CREDENTIALS = ['passed', 'outdated', 'outdated'] as const;

/** What a failure says of the checks that passed: before the sign-in, of the sign-in, after it. */
const SAID_BY: Partial<Record<ProblemCode, readonly [Said, Said, Said]>> = {
  unreachable: AWAY,
  timeout: AWAY,
  upstream_error: AWAY,
  blocked_address: NOT_THIS_ADDRESS,
  tls_error: NOT_THIS_ADDRESS,
  wrong_edition: NOT_THIS_ADDRESS,
  settings_not_verified: ['outdated', 'outdated', 'outdated'],
  invalid_credentials: NOT_THESE_CREDENTIALS,
  credentials_expired: NOT_THESE_CREDENTIALS,
  credentials_required: NOT_THESE_CREDENTIALS,
  insufficient_permissions: ['passed', 'passed', 'outdated'],
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
