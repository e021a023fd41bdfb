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
const POSITIONS_AT_ONCE = 20_000;
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

/** The seals, as they are hashed and compared. */
export function selectSeals(trx: Transaction<Tables>) {
  return trx
    .selectFrom('audit_seals')
    .select(['number', 'through_position', 'entries', 'hash'])
    .select(textOfTime('sealed_at').as('sealed_at'));
}

/**
 * The hash of a seal and the number of entries that it covers: SHA-256 in hexadecimal over one line
 * for the seal itself, `[format, number, hash before, position before, through position, time]`, and
 * one for each entry by position, each line a JSON array and a line feed.
 *
 * @param entries opened where the seal before ended; left where this one ends
 */
export async function hashSeal(
  entries: Entries,
  seal: Pick<Seal, 'number' | 'through_position' | 'sealed_at'>,
  before: Pick<Seal, 'hash' | 'through_position'>,
): Promise<Pick<Seal, 'hash' | 'entries'>> {
  const hash = createHash('sha256');
  const { number, through_position: through, sealed_at } = seal;
  const from = before.through_position;
  hash.update(`${JSON.stringify([FORMAT, number, before.hash, from, through, sealed_at])}\n`);
  let count = 0;
  for await (const line of entries.upTo(through)) {
    hash.update(`${line}\n`);
    count += 1;
  }
  return { hash: hash.digest('hex'), entries: count };
}

export type Entries = {
  /** The lines of the next entries, by position, up to this one. */
  upTo: (position: number) => AsyncGenerator<string>;
};

/** Reads the entries after a position, with 0 from the first one on. Many seals share one read. */
export function openEntries(trx: Transaction<Tables>, after: number): Entries {
  let read: { position: number; line: string }[] = [];
  let next = 0;
  let readTo = after;
  return {
    async *upTo(position) {
      for (;;) {
        for (let entry = read[next]; entry !== undefined; entry = read[next]) {
          if (entry.position > position) return;
          yield entry.line;
          next += 1;
        }
        if (readTo >= position) return;
        const through = readTo + POSITIONS_AT_ONCE;
        read = await readEntries(trx, readTo, through);
        next = 0;
        // However far away the next one is, or the position that a seal claims to cover.
        readTo = read.length > 0 ? through : await findEndOfGap(trx, through);
      }
    },
  };
}

async function readEntries(trx: Transaction<Tables>, after: number, through: number) {
  // Positions begin with 1: what somebody put below that is among the first, too.
  const isAfter = after === 0 ? sql`` : sql`position > ${sql.lit(after)} and`;
  const { rows } = await sql<{ position: number; line: string }>`
    select position, ${ENTRY} as line from audit_events
    where ${isAfter} position <= ${sql.lit(through)}
    order by position, organization_id
  `.execute(trx);
  return rows;
}

/** The position before the next entry; infinite when there is none. */
async function findEndOfGap(trx: Transaction<Tables>, after: number): Promise<number> {
  const { next } = await trx
    .selectFrom('audit_events')
    .select(({ fn }) => fn.min('position').as('next'))
    .where('position', '>', after)
    .executeTakeFirstOrThrow();
  return next === null ? Number.POSITIVE_INFINITY : next - 1;
}

/** What names a seal outside of the database. */
export function checkpointOf({ number, hash }: Pick<Seal, 'number' | 'hash'>): string {
  return `${number}:${hash}`;
}
