import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { SourceAccess } from '../sources/source-access.ts';
import type { Owner } from '../vault/vault.ts';
import { type AccessRule, accessRuleSchema, hashOf, toAccessRule } from './access-rule.ts';

/**
 * The ids of the rows for what a driver says, in the same order; equal rules share a row. Adds
 * rows where there are none, and then raises the connection's version of rules.
 */
export async function requireRuleIds(
  trx: Transact,
  owner: Pick<Owner, 'tenantId' | 'connectionId'>,
  accesses: readonly SourceAccess[],
): Promise<number[]> {
  if (accesses.length === 0) return [];
  await lockAccess(trx, owner);
  const rules = accesses.map((access) => toAccessRule(access));
  const hashes = rules.map(hashOf);
  const byHash = new Map(hashes.map((hash, index) => [hash, rules[index] as AccessRule]));
  const known = await findIds(trx, owner, [...byHash.keys()]);
  const missing = [...byHash].filter(([hash]) => !known.has(hash));
  if (missing.length > 0) {
    await insertRules(trx, owner, missing);
    for (const [hash, id] of await findIds(
      trx,
      owner,
      missing.map(([hash]) => hash),
    )) {
      known.set(hash, id);
    }
  }
  return hashes.map((hash) => {
    const id = known.get(hash);
    if (id === undefined) throw new Error('a rule that was just written is not there');
    return id;
  });
}

async function findIds(
  trx: Transact,
  { tenantId, connectionId }: Pick<Owner, 'tenantId' | 'connectionId'>,
  hashes: readonly string[],
): Promise<Map<string, number>> {
  const rows = await trx
    .selectFrom('access_rules')
    .select(['id', 'hash'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where(sql<boolean>`hash = any(${[...hashes]}::text[])`)
    .execute();
  return new Map(rows.map((row) => [row.hash, row.id]));
}

async function insertRules(
  trx: Transact,
  owner: Pick<Owner, 'tenantId' | 'connectionId'>,
  rules: readonly (readonly [hash: string, rule: AccessRule])[],
): Promise<void> {
  const rows = storableJson(rules.map(([hash, rule]) => ({ hash, kind: rule.kind, rule })));
  await sql`
    insert into access_rules (tenant_id, connection_id, kind, rule, hash)
    select ${owner.tenantId}, ${owner.connectionId}::uuid, kind, rule, hash
    from jsonb_to_recordset(${rows}::jsonb) as given (hash text, kind text, rule jsonb)
    on conflict (tenant_id, connection_id, hash) do nothing`.execute(trx);
  await raiseVersion(trx, owner, 'rules_version');
}

/**
 * Whoever changes rules, people or who may read documents of a connection goes one after the
 * other, and takes this lock before any document's: a rule that is about to be used is not swept
 * away, and nobody waits in a circle.
 */
export async function lockAccess(
  trx: Transact,
  { tenantId, connectionId }: Pick<Owner, 'tenantId' | 'connectionId'>,
): Promise<void> {
  await sql`
    insert into access_states (tenant_id, connection_id)
    values (${tenantId}, ${connectionId}::uuid) on conflict do nothing`.execute(trx);
  await sql`
    select from access_states where tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid for update`.execute(trx);
}

/** Whoever worked something out from what was there before must do so again. */
export async function raiseVersion(
  trx: Transact,
  { tenantId, connectionId }: Pick<Owner, 'tenantId' | 'connectionId'>,
  column: 'rules_version' | 'people_version',
): Promise<void> {
  await sql`
    insert into access_states (tenant_id, connection_id, ${sql.ref(column)})
    values (${tenantId}, ${connectionId}::uuid, 1)
    on conflict (tenant_id, connection_id) do update
      set ${sql.ref(column)} = access_states.${sql.ref(column)} + 1`.execute(trx);
}

/** All rules of a connection by their ids. */
export async function listRules(
  db: Db,
  { tenantId, connectionId }: Pick<Owner, 'tenantId' | 'connectionId'>,
): Promise<Map<number, AccessRule>> {
  const rows = await db
    .selectFrom('access_rules')
    .select(['id', 'rule'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .execute();
  return new Map(rows.map((row) => [row.id, accessRuleSchema.parse(row.rule)]));
}

/** Rules that no document has any more go, so that they do not pile up. */
export async function deleteUnusedRules(
  trx: Transact,
  { tenantId, connectionId }: Pick<Owner, 'tenantId' | 'connectionId'>,
): Promise<void> {
  await sql`
    delete from access_rules where tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid and not exists
        (select from documents where documents.tenant_id = access_rules.tenant_id
          and documents.rule_id = access_rules.id)`.execute(trx);
}
