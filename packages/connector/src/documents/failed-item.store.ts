import {
  cutText,
  type FailedItemPage,
  type FailedItemsRequest,
  toStorableText,
} from '@rita/contracts';
import { sql } from 'kysely';
import { plainText, storableJson } from '../platform/db/storable.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { Run } from '../runs/run.store.ts';
import type { FailedItem, ItemToRead } from '../sources/source.ts';
import type { Mask } from '../vault/mask-secrets.ts';
import type { Owner } from '../vault/vault.ts';

/** What the syncs of a connection could not read, until a later one can or the source has it no more. */
export async function insertFailures(
  trx: Transact,
  run: Run,
  { failed, mask }: { failed: readonly FailedItem[]; mask: Mask },
): Promise<void> {
  for (const item of failed) {
    const row = {
      run_id: run.run_id,
      title: item.title === null ? null : cutText(plainText(item.title), 2000),
      url: item.url === null ? null : toStorableText(item.url),
      code: item.code,
      reason: mask(item.reason),
    };
    await trx
      .insertInto('document_failures')
      .values({
        tenant_id: run.tenant_id,
        connection_id: run.connection_id,
        external_id: toStorableText(item.externalId),
        ...row,
      })
      .onConflict((conflict) =>
        conflict.columns(['tenant_id', 'connection_id', 'external_id']).doUpdateSet(row),
      )
      .execute();
  }
}

/** Of what stands below some ids (`<id>/…`), at which nobody looked this time: it failed, and does so still. */
export async function keepFailuresBelow(
  trx: Transact,
  run: Run,
  above: readonly string[],
): Promise<void> {
  if (above.length === 0) return;
  await sql`
    update document_failures set run_id = ${run.run_id}::uuid
    where tenant_id = ${run.tenant_id} and connection_id = ${run.connection_id}::uuid
      and external_id like '%/%' and split_part(external_id, '/', 1) in
        (select jsonb_array_elements_text(${storableJson(above)}::jsonb))`.execute(trx);
}

/** These were read after all, or are gone at the source. */
export async function deleteFailures(
  trx: Transact,
  owner: Owner,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    delete from document_failures where tenant_id = ${owner.tenantId}
      and connection_id = ${owner.connectionId}::uuid and external_id in
        (select jsonb_array_elements_text(${storableJson(externalIds)}::jsonb))`.execute(trx);
}

/** After a complete sync: what failed earlier and was not met now is not there any more. */
export async function deleteFailuresOfOthers(trx: Transact, run: Run): Promise<void> {
  await trx
    .deleteFrom('document_failures')
    .where('tenant_id', '=', run.tenant_id)
    .where('connection_id', '=', run.connection_id)
    .where('run_id', '<>', run.run_id)
    .execute();
}

export async function countFailures(
  db: Db,
  owner: Pick<Owner, 'tenantId' | 'connectionId'>,
): Promise<number> {
  const row = await db
    .selectFrom('document_failures')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId)
    .executeTakeFirstOrThrow();
  return row.count;
}

/** Failed items that this run has not met yet, after an id in the order of their bytes. */
export async function listUnmetFailures(
  db: Db,
  run: Run,
  { after, limit }: { after: string; limit: number },
): Promise<ItemToRead[]> {
  const met = (table: 'seen_items' | 'removed_items') => sql<boolean>`exists
    (select from ${sql.table(table)} as met where met.run_id = ${run.run_id}::uuid
      and met.external_id = document_failures.external_id)`;
  return db
    .selectFrom('document_failures')
    .select(['external_id as externalId', 'title', 'url'])
    .where('tenant_id', '=', run.tenant_id)
    .where('connection_id', '=', run.connection_id)
    .where(sql<boolean>`external_id collate "C" > ${after}`)
    .where((where) => where.not(met('seen_items')))
    .where((where) => where.not(met('removed_items')))
    .orderBy(sql`external_id collate "C"`)
    .limit(limit)
    .execute();
}

/** A page of the list that people see. */
export async function listFailedItems(
  db: Db,
  request: FailedItemsRequest,
): Promise<FailedItemPage> {
  const { tenant_id: tenantId, connection_id: connectionId, limit } = request;
  const after = Buffer.from(request.cursor ?? '', 'base64url').toString();
  const rows = await db
    .selectFrom('document_failures')
    .select(['external_id', 'title', 'url', 'code', 'reason'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where(sql<boolean>`external_id collate "C" > ${toStorableText(after)}`)
    .orderBy(sql`external_id collate "C"`)
    .limit(limit + 1)
    .execute();
  const data = rows.slice(0, limit);
  const last = data.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    data,
    next_cursor: hasMore ? Buffer.from(last.external_id).toString('base64url') : null,
    total: await countFailures(db, { tenantId, connectionId }),
  };
}
