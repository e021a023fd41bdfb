import {
  type CheckOutcome,
  type DataSourceType,
  sourceTypeOf,
  type VerificationCheck,
} from '@rita/contracts';

export type CheckLine = {
  name: string;
  label: string;
  outcome: CheckOutcome | 'waiting';
  isOptional: boolean;
  detail: string | undefined;
  remedy: string | undefined;
  durationMs: number | undefined;
};

/**
 * The checks of a type in their order, each with what is known of it by now, then the checks of
 * the connector's own.
 */
export function checkLines(type: DataSourceType, done: readonly VerificationCheck[]): CheckLine[] {
  const known = sourceTypeOf(type).checks;
  const byName = new Map(done.map((check) => [check.name, check]));
  const own = done.filter((check) => !Object.hasOwn(known, check.name));
  return [
    ...Object.entries(known).map(([name, info]) =>
      toLine(info.label, byName.get(name) ?? { name, outcome: 'waiting' }, info.optional === true),
    ),
    ...own.map((check) => toLine(check.name, check, false)),
  ];
}

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
    detail: check.detail || undefined,
    remedy: check.remedy || undefined,
    durationMs: check.duration_ms ?? undefined,
  };
}
