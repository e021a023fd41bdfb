import { createHash } from 'node:crypto';
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';

/** One link of the chain: the entries after the seal before it, up to a position. */
export type Seal = {
  /** From 1 on, without gaps. */
  number: number;
  through_position: number;
  entries: number;
  hash: string;
  /** ISO 8601 in UTC, with microseconds: hashed, so never read into a Date. */
  sealed_at: string;
};

/** What the first seal follows. */
export const NO_SEAL: Seal = {
  number: 0,
  through_position: 0,
  entries: 0,
  hash: '',
  sealed_at: '',
};

/** Of the lines that are hashed; another one when they ever have to change. */
const FORMAT = 1;
const AT_ONCE = 2_000;
const TIME_FORMAT = 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"';

/** Each column as text, by names: a column that is added later changes no hash. */
const ENTRY = sql`array_to_json(array[
  position::text, id::text, organization_id, ${textOfTime('occurred_at')}, action,
  actor_type, actor_id, actor_label, object_type, object_id, object_label, ip, details::text
])::text`;

/** A timestamp as the chain writes it. */
export function textOfTime(column: string) {
  return sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', ${sql.lit(TIME_FORMAT)})`;
}

/**
 * The hash of a seal and the number of entries that it covers: SHA-256 in hexadecimal over one line
 * for the seal itself, `[format, number, hash before, position before, through position, time]`, and
 * one for each entry by position, each line a JSON array and a line feed.
 */
export async function hashSeal(
  trx: Transaction<Tables>,
  seal: Pick<Seal, 'number' | 'through_position' | 'sealed_at'>,
  before: Pick<Seal, 'hash' | 'through_position'>,
): Promise<Pick<Seal, 'hash' | 'entries'>> {
  const hash = createHash('sha256');
  const { number, through_position: through, sealed_at } = seal;
  const from = before.through_position;
  hash.update(`${JSON.stringify([FORMAT, number, before.hash, from, through, sealed_at])}\n`);
  let entries = 0;
  for await (const lines of readEntries(trx, { isFirst: number === 1, from, through })) {
    entries += lines.length;
    hash.update(`${lines.join('\n')}\n`);
  }
  return { hash: hash.digest('hex'), entries };
}

type Range = { isFirst: boolean; from: number; through: number };

/** The entries of a seal, some thousand at a time. */
async function* readEntries(trx: Transaction<Tables>, { isFirst, from, through }: Range) {
  // Nothing lies before the first seal, so a position below zero is one of its entries too.
  const isAfter = isFirst ? sql`` : sql`position > ${sql.lit(from)} and`;
  await sql`
    declare audit_entries no scroll cursor for
    select ${ENTRY} as line from audit_events
    where ${isAfter} position <= ${sql.lit(through)}
    order by position, organization_id
  `.execute(trx);
  for (;;) {
    const { rows } = await sql<{ line: string }>`
      fetch ${sql.lit(AT_ONCE)} from audit_entries
    `.execute(trx);
    if (rows.length === 0) break;
    yield rows.map(({ line }) => line);
  }
  await sql`close audit_entries`.execute(trx);
}

/** What names a seal outside of the database. */
export function checkpointOf({ number, hash }: Pick<Seal, 'number' | 'hash'>): string {
  return `${number}:${hash}`;
}
