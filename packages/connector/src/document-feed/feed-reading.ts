import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Readable } from '../access/readable-documents.ts';
import type { Db } from '../platform/db/tables.ts';

/** What somebody could read, as a cursor refers to it. */
export type FeedReading = { digest: string; ruleIds: readonly number[]; open: readonly string[] };

/** Of whoever has nothing yet. */
export const NOTHING_READ: FeedReading = { digest: '', ruleIds: [], open: [] };

const USED_AGAIN = '1 hour';

export function feedReadingOf({ ruleIds, open }: Readable): FeedReading {
  const sorted = [...ruleIds].sort((one, other) => one - other);
  const opened = [...open].sort();
  const text = JSON.stringify([sorted, opened]);
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 22);
  return { digest, ruleIds: sorted, open: opened };
}

/** Keeps a reading for the cursor that is given out with it. */
export async function keepReading(
  db: Db,
  tenantId: string,
  { digest, ruleIds, open }: FeedReading,
): Promise<void> {
  await sql`
    insert into feed_readings (tenant_id, digest, rule_ids, open_connections)
    values (${tenantId}, ${digest}, ${[...ruleIds]}::int[], ${[...open]}::uuid[])
    on conflict (tenant_id, digest) do update set used_at = now()
      where feed_readings.used_at < now() - ${USED_AGAIN}::interval`.execute(db);
}

/** Undefined where it was forgotten. */
export async function findReading(
  db: Db,
  tenantId: string,
  digest: string,
): Promise<FeedReading | undefined> {
  if (digest === NOTHING_READ.digest) return NOTHING_READ;
  const { rows } = await sql<{ ruleIds: number[]; open: string[] }>`
    select rule_ids as "ruleIds", open_connections::text[] as open from feed_readings
    where tenant_id = ${tenantId} and digest = ${digest}`.execute(db);
  return rows[0] && { digest, ...rows[0] };
}

type StateColumns = 'rule_before' | 'rule_after' | 'rule_id';
const STALE = {
  rule_before: 'stale_before',
  rule_after: 'stale_after',
  rule_id: 'access_is_stale',
} as const;

/** The condition that a state of a document lets these readers read; false where there is none. */
export function isReadableBy(
  { ruleIds, open }: FeedReading,
  rule: StateColumns,
): RawBuilder<boolean> {
  return sql<boolean>`coalesce(${sql.ref(rule)} = any(${[...ruleIds]}::int[])
    and (not ${sql.ref(STALE[rule])} or connection_id = any(${[...open]}::uuid[])), false)`;
}

/** What one of two readings lets somebody read and the other does not. */
export function differenceOf(one: FeedReading, other: FeedReading) {
  return { ruleIds: unshared(one.ruleIds, other.ruleIds), open: unshared(one.open, other.open) };
}

function unshared<T>(one: readonly T[], other: readonly T[]): T[] {
  const [first, second] = [new Set(one), new Set(other)];
  return [
    ...one.filter((value) => !second.has(value)),
    ...other.filter((value) => !first.has(value)),
  ];
}
