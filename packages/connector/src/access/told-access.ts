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
 * space that it is reading for hours is asked about once. When a reading of permissions has told of
 * documents since the sync began, only whom both let in may read what is stored; when it began since
 * then, too, what is new waits for the next one: what was taken away in between must not come back.
 */
export async function accessOfSync(
  trx: Transact,
  run: Run,
  told: readonly Told[],
): Promise<SourceAccess[]> {
  const place = ownerOf(run);
  await lockAccess(trx, place);
  const since = await whatWasToldSince(trx, place, run.started_at);
  if (since === 'nothing') return told.map(({ access }) => access);
  const stored = await findRules(trx, place, {
    externalIds: told.map(({ externalId }) => externalId),
  });
  return told.map(({ externalId, access }) => {
    const before = stored.get(toStorableText(externalId));
    if (before !== undefined) return bothOf(before, access);
    return since === 'some' ? access : NOT_READ;
  });
}

/** `all`: by a reading that began since then, so that it knows whatever was true when it did. */
async function whatWasToldSince(
  trx: Transact,
  { tenantId, connectionId }: Place,
  startedAt: Date | null,
): Promise<'nothing' | 'some' | 'all'> {
  const found = await sql<{ is_begun: boolean }>`
    select coalesce(documents_told_at >= ${startedAt}::timestamptz, false) as is_begun
    from access_states where tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid
      and documents_last_told_at >= ${startedAt}::timestamptz`.execute(trx);
  const [state] = found.rows;
  if (state === undefined) return 'nothing';
  return state.is_begun ? 'all' : 'some';
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

/**
 * Notes that a reading says of documents who may read them. The caller holds the lock of that, so that
 * no sync stores anything between now and what is noted.
 * @param beganAt when it began
 */
export async function noteTold(
  trx: Transact,
  { tenantId, connectionId }: Place,
  beganAt: Date,
): Promise<void> {
  await sql`
    update access_states set documents_told_at = ${beganAt}::timestamptz,
      documents_last_told_at = clock_timestamp()
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid`.execute(trx);
}
