import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { later } from './run-state.ts';

export const LOOKED_AT = [
  'status',
  'run_accepted_at',
  'run_deadline_at',
  'run_last_heard_at',
  'run_heartbeat_seconds',
  'run_look_at',
] as const satisfies (keyof DataSourceConnectionRow)[];
/** What decides when a sweep has to look at a run. */
export type LookedAt = Pick<DataSourceConnectionRow, (typeof LOOKED_AT)[number]>;

/** What holds a run up is asked so long before it would be ended: until the next sweep. */
const BEFORE_END_MS = 5_000;
/** A silent run is looked at again: what holds it up may have changed. */
const AGAIN_MS = 10_000;

/**
 * From when on a sweep may have to do something about a run: when two promised signs of life were
 * missed, or its end is near. Undefined while nothing runs.
 */
export function dueLook(row: LookedAt): Date | undefined {
  if (row.status === 'idle' || row.run_deadline_at === null) return undefined;
  const nearEnd = later(row.run_deadline_at, -BEFORE_END_MS);
  const silentFrom = twoMissed(row);
  return silentFrom !== undefined && silentFrom < nearEnd ? silentFrom : nearEnd;
}

function twoMissed(row: LookedAt): Date | undefined {
  const { run_accepted_at, run_last_heard_at, run_heartbeat_seconds } = row;
  if (run_accepted_at === null || run_last_heard_at === null) return undefined;
  if (run_heartbeat_seconds === null) return undefined;
  return later(run_last_heard_at, 2 * run_heartbeat_seconds * 1_000);
}

/** Whether it may be that results of the run wait somewhere: the connector has taken it, and a look is due. */
export function isSilent(row: LookedAt, now: Date): boolean {
  const due = dueLook(row);
  return due !== undefined && due <= now && row.run_accepted_at !== null;
}

/**
 * The look that a changed row needs, where the one that it has comes too late. A look that comes too
 * early stays: signs of life put it off all the time, and each would be a write to an index. The
 * sweep that comes for it puts it off (`lookAfter`).
 */
export function soonerLook(row: LookedAt): Date | undefined {
  const due = dueLook(row);
  if (due === undefined) return undefined;
  return row.run_look_at === null || due < row.run_look_at ? due : undefined;
}

/** When to look again at a row that a sweep has looked at just now; null when nothing runs any more. */
export function lookAfter(row: LookedAt, now: Date): Date | null {
  const due = dueLook(row);
  if (due === undefined || row.run_deadline_at === null) return null;
  if (due > now) return due;
  // Nothing is waited for of a run that the connector has not taken.
  if (row.run_accepted_at === null) return row.run_deadline_at;
  return new Date(Math.min(now.getTime() + AGAIN_MS, row.run_deadline_at.getTime()));
}
