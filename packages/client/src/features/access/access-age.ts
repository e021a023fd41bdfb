import type { ConnectionAccess } from '@rita/contracts';

/** How old what is known of a connection's permissions is, as far as it is believed. */
export type AccessAge =
  | { kind: 'never' }
  | { kind: 'fresh'; readAt: string }
  /** The end of being believed is near: `staleAt`, in milliseconds. */
  | { kind: 'ageing'; readAt: string; staleAt: number }
  | { kind: 'stale'; readAt: string };

/** The last part of the time for which permissions are believed is counted down. */
const COUNTED_DOWN = 1 / 4;

/**
 * The age at `now` (milliseconds). `limitHours`: for how long the connector believes what it has
 * read of people; undefined where it does not say.
 */
export function accessAge(
  access: Pick<ConnectionAccess, 'summary' | 'last_checked_at'>,
  { limitHours, now }: { limitHours: number | undefined; now: number },
): AccessAge {
  const readAt = peopleReadAt(access);
  if (readAt === null) return { kind: 'never' };
  if (limitHours === undefined) return { kind: 'fresh', readAt };
  const limit = limitHours * 3_600_000;
  const staleAt = Date.parse(readAt) + limit;
  if (staleAt <= now) return { kind: 'stale', readAt };
  return staleAt - now <= limit * COUNTED_DOWN
    ? { kind: 'ageing', readAt, staleAt }
    : { kind: 'fresh', readAt };
}

/** Whether the first reading goes on or is due: one that nothing has asked for is still to be asked for. */
export function isFirstReading({
  status,
  last_ended_at,
  next_check_at,
}: Pick<ConnectionAccess, 'status' | 'last_ended_at' | 'next_check_at'>): boolean {
  return status === 'checking' || (last_ended_at === null && next_check_at !== null);
}

/** Since when what is known of people grows old; others than our connector tell less. */
function peopleReadAt({
  summary,
  last_checked_at: checkedAt,
}: Pick<ConnectionAccess, 'summary' | 'last_checked_at'>): string | null {
  return summary?.people_read_at === undefined ? checkedAt : summary.people_read_at;
}
