import { type AuditEvent, isProblemCode, type RecordedRun, type RunOutcome } from '@rita/contracts';
import type { RunAction } from './run-actions.ts';

export type ToldEntry = AuditEvent & { action: RunAction };

/**
 * The run that entries of the log tell of. Pure. What they do not say is null and is not guessed;
 * where a run that was given up had a result after all, the result counts.
 *
 * @param entries of one run, in their order
 */
export function toRun(
  entries: readonly [ToldEntry, ...ToldEntry[]],
  { isActive }: { isActive: boolean },
): RecordedRun {
  const [first] = entries;
  const isBegun = first.action.endsWith('.started');
  const ends = isBegun ? entries.slice(1) : entries;
  const end = ends.at(-1);
  const givenUp = ends.length > 1 ? ends[0] : undefined;
  return {
    id: runIdOf(first) ?? first.id,
    kind: kindOf(first.action),
    outcome: outcomeOf(end, isActive),
    ...startOf(first, isBegun),
    ended_at: end?.occurred_at ?? null,
    ended_by: end === undefined ? null : actorOf(end),
    given_up_at: givenUp?.occurred_at ?? null,
    error_code: codeOf(end),
    documents_processed: countOf(end, 'documents_processed'),
    documents_failed: countOf(end, 'documents_failed'),
    documents_added: countOf(end, 'documents_added'),
    documents_updated: countOf(end, 'documents_updated'),
    documents_removed: countOf(end, 'documents_removed'),
    deletions_held: countOf(end, 'deletions_held'),
    documents_changed: countOf(end, 'documents_changed'),
  };
}

const SUCCESSES: readonly string[] = [
  'verification.succeeded',
  'sync.completed',
  'access.completed',
];

function outcomeOf(end: ToldEntry | undefined, isActive: boolean): RunOutcome {
  if (end === undefined) return isActive ? 'running' : 'unknown';
  if (SUCCESSES.includes(end.action)) return 'succeeded';
  if (end.action.endsWith('.cancelled')) return 'cancelled';
  return codeOf(end) === 'too_many_deletions' ? 'held' : 'failed';
}

type Start = Pick<RecordedRun, 'started_at' | 'started_by' | 'is_scheduled'>;

function startOf(first: ToldEntry, isBegun: boolean): Start {
  const { details } = first;
  if (isBegun) {
    return {
      started_at: first.occurred_at,
      started_by: actorOf(first),
      is_scheduled: details.scheduled === true,
    };
  }
  const { started_at: startedAt } = details;
  const told = { started_at: typeof startedAt === 'string' ? startedAt : null };
  if (runIdOf(first) === null) {
    const started_by = { type: 'connector' as const, name: null };
    return { ...told, started_by, is_scheduled: false };
  }
  // Only readings that nobody asked for have no entry of their start.
  const isReading = kindOf(first.action) === 'access';
  const started_by = isReading ? { type: 'system' as const, name: null } : null;
  return { ...told, started_by, is_scheduled: isReading };
}

function runIdOf({ details }: ToldEntry): string | null {
  return typeof details.run_id === 'string' ? details.run_id : null;
}

function kindOf(action: RunAction): RecordedRun['kind'] {
  if (action.startsWith('sync.')) return 'sync';
  return action.startsWith('access.') ? 'access' : 'verification';
}

/** The label is “Name <address>”; a history needs no address. */
function actorOf({ actor_type: type, actor_label: label }: ToldEntry) {
  return { type, name: label?.replace(/ <[^>]*>$/, '') ?? null };
}

function codeOf(end: ToldEntry | undefined): RecordedRun['error_code'] {
  const code = end?.details.error_code;
  return isProblemCode(code) ? code : null;
}

function countOf(end: ToldEntry | undefined, name: string): number | null {
  const value = end?.details[name];
  return Number.isInteger(value) && Number(value) >= 0 ? Number(value) : null;
}
