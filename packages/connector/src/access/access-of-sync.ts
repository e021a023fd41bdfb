import { toStorableText } from '@rita/contracts';
import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { SourceAccess } from '../sources/source-access.ts';
import type { Owner } from '../vault/vault.ts';
import { type AccessRule, accessRuleSchema, bothOf } from './access-rule.ts';
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
  const stored = await findRules(trx, place, told);
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

async function findRules(
  trx: Transact,
  { tenantId, connectionId }: Place,
  told: readonly Told[],
): Promise<Map<string, AccessRule>> {
  const ids = storableJson(told.map(({ externalId }) => externalId));
  const { rows } = await sql<{ external_id: string; rule: unknown }>`
    select external_id, rule.rule from documents join access_rules rule on rule.id = documents.rule_id
    where documents.tenant_id = ${tenantId} and documents.connection_id = ${connectionId}::uuid
      and external_id in (select jsonb_array_elements_text(${ids}::jsonb))`.execute(trx);
  return new Map(rows.map((row) => [row.external_id, accessRuleSchema.parse(row.rule)]));
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
