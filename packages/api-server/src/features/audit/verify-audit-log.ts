import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import {
  checkpointOf,
  hashSeal,
  NO_SEAL,
  openEntries,
  type Seal,
  selectSeals,
} from './audit-chain.ts';

const AT_ONCE = 1_000;
/** Several intervals of sealing. */
const OVERDUE = '10 minutes';

export type AuditVerification = {
  seals: number;
  /** That are sealed, and that came after the last seal. */
  entries: { sealed: number; since: number };
  /** Of the last seal; to be kept where nobody who rules the database can change it. */
  checkpoint: string | null;
  /** One text for each thing that is not as it was sealed; empty when all is well. */
  faults: string[];
};

/**
 * Recomputes every seal from the entries that are there now.
 *
 * @param checkpoints `number:hash` of seals as they were once told: without one, a chain that was cut
 * or made anew as a whole looks well
 */
export async function verifyAuditLog(
  db: Kysely<Tables>,
  checkpoints: readonly string[],
): Promise<AuditVerification> {
  // One state of both tables, whatever is written meanwhile.
  return db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((trx) => verify(trx, new Set(checkpoints)));
}

async function verify(trx: Transaction<Tables>, expected: Set<string>): Promise<AuditVerification> {
  const faults: string[] = [];
  const entries = openEntries(trx, NO_SEAL.through_position);
  let last = NO_SEAL;
  let seals = 0;
  let sealed = 0;
  for await (const seal of readSeals(trx)) {
    if (seal.number !== last.number + 1) {
      faults.push(`${nameSeals(last.number + 1, seal.number - 1)} missing.`);
    }
    const found = await hashSeal(entries, seal, last);
    const fits = found.hash === seal.hash && found.entries === seal.entries;
    if (!fits) faults.push(describeMismatch(seal, last, found.entries));
    expected.delete(checkpointOf(seal));
    seals += 1;
    sealed += found.entries;
    last = seal;
  }
  for (const checkpoint of expected) {
    faults.push(`No seal is the one of checkpoint ${checkpoint}: the log was cut or made anew.`);
  }
  const { since, isOverdue } = await countSince(trx, last);
  if (isOverdue) faults.push(`Entries have been without a seal for more than ${OVERDUE}.`);
  const checkpoint = seals === 0 ? null : checkpointOf(last);
  return { seals, entries: { sealed, since }, checkpoint, faults };
}

function nameSeals(first: number, last: number): string {
  return first === last ? `Seal ${first} is` : `Seals ${first} to ${last} are`;
}

function describeMismatch(seal: Seal, before: Seal, entries: number): string {
  const place = `Seal ${seal.number} (positions ${before.through_position + 1} to ${seal.through_position}, ${seal.sealed_at})`;
  const difference = entries - seal.entries;
  if (difference === 0) return `${place} does not fit: an entry or the seal was changed.`;
  const count = Math.abs(difference) === 1 ? '1 entry' : `${Math.abs(difference)} entries`;
  return `${place} does not fit: ${count} ${difference < 0 ? 'fewer' : 'more'} than were sealed.`;
}

async function* readSeals(trx: Transaction<Tables>): AsyncGenerator<Seal> {
  for (let after = 0; ; ) {
    const seals = await selectSeals(trx)
      .where('number', '>', after)
      .orderBy('number')
      .limit(AT_ONCE)
      .execute();
    yield* seals;
    const last = seals.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}

async function countSince(
  trx: Transaction<Tables>,
  last: Seal,
): Promise<{ since: number; isOverdue: boolean }> {
  const { rows } = await sql<{ since: number; isOverdue: boolean }>`
    select count(*) as since,
      coalesce(min(occurred_at) < clock_timestamp() - ${sql.lit(OVERDUE)}::interval, false) as "isOverdue"
    from audit_events where position > ${sql.lit(last.through_position)}
  `.execute(trx);
  return rows[0] ?? { since: 0, isOverdue: false };
}
