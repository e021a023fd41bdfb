import { toStorableText } from '@rita/contracts';
import { sql } from 'kysely';
import type { Transact } from '../platform/db/tables.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { SourceAccess } from '../sources/source-access.ts';
import type { Owner } from '../vault/vault.ts';
import { bothOf } from './access-rule.ts';
import { findRules } from './document-access.store.ts';
import { lockAccess } from './rule.store.ts';

type Place = Pick<Owner, 'tenantId' | 'connectionId'>;
type Told = { externalId: string; access: SourceAccess };

const NOT_READ: SourceAccess = { kind: 'nobody', reason: 'not_read' };

/**
 * Who may read documents, as far as a sync is believed that says so. It may have asked long ago: a
 * space that it is reading for hours is asked about once. When a reading of permissions has begun since
 * the sync did, only whom both let in may read what is stored, and what is new waits for the next
 * reading: what was taken away in between must not come back.
 */
export async function accessOfSync(
  trx: Transact,
  run: Run,
  told: readonly Told[],
): Promise<SourceAccess[]> {
  const place = ownerOf(run);
  await lockAccess(trx, place);
  if (!(await isToldSince(trx, place, run.started_at))) return told.map(({ access }) => access);
  const stored = await findRules(trx, place, {
    externalIds: told.map(({ externalId }) => externalId),
  });
  return told.map(({ externalId, access }) => {
    const before = stored.get(toStorableText(externalId));
    return before === undefined ? NOT_READ : bothOf(before, access);
  });
}

async function isToldSince(
  trx: Transact,
  { tenantId, connectionId }: Place,
  startedAt: Date | null,
): Promise<boolean> {
  const found = await sql`
    select from access_states where tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid
      and documents_told_at >= ${startedAt}::timestamptz`.execute(trx);
  return found.rows.length > 0;
}

/**
 * The same for a reading: of what a sync stored since it began, only whom both let in may read. The
 * sync may have asked later, and what it brought narrower must not be wide again for a while.
 */
export async function accessOfReading(
  trx: Transact,
  place: Place,
  { told, beganAt }: { told: readonly Told[]; beganAt: Date },
): Promise<Told[]> {
  const externalIds = told.map(({ externalId }) => externalId);
  const stored = await findRules(trx, place, { externalIds, storedSince: beganAt });
  return told.map(({ externalId, access }) => {
    const before = stored.get(toStorableText(externalId));
    return { externalId, access: before === undefined ? access : bothOf(before, access) };
  });
}

/** Notes that a reading says of documents who may read them. @param beganAt when it began */
export async function noteTold(
  trx: Transact,
  { tenantId, connectionId }: Place,
  beganAt: Date,
): Promise<void> {
  await sql`
    update access_states set documents_told_at = ${beganAt}::timestamptz
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid
      and documents_told_at is distinct from ${beganAt}::timestamptz`.execute(trx);
}
