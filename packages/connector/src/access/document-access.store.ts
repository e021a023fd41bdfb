import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { SourceAccess } from '../sources/source-access.ts';
import type { Owner } from '../vault/vault.ts';
import { type AccessRule, accessRuleSchema } from './access-rule.ts';
import { requireRuleIds } from './rule.store.ts';

type Place = Pick<Owner, 'tenantId' | 'connectionId'>;
/**
 * The revision of what may not be what has its id now: it came from another source, or its source does
 * not show it any more. Nobody finds it until a sync has read it again.
 */
export const NOT_READ_SINCE = '';

type DocumentAccess = { externalId: string; access: SourceAccess };

/**
 * Writes who may read stored documents, where that changed; gives of how many it did. One that has to be
 * read again first is not what is told of.
 */
export async function updateAccess(
  trx: Transact,
  place: Place,
  documents: readonly DocumentAccess[],
): Promise<number> {
  if (documents.length === 0) return 0;
  const accesses = documents.map(({ access }) => access);
  const ruleIds = await requireRuleIds(trx, place, accesses);
  // Of a document that is named twice the last word counts.
  const byId = new Map(documents.map(({ externalId }, index) => [externalId, ruleIds[index]]));
  const rows = [...byId].map(([external_id, rule_id]) => ({ external_id, rule_id }));
  const changed = await sql<{ is_changed: boolean }>`
    update documents stored set rule_id = given.rule_id, access_unread_since = null,
      access_is_stale = false
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as given (external_id text, rule_id int),
      documents before
    where stored.tenant_id = ${place.tenantId} and stored.connection_id = ${place.connectionId}::uuid
      and stored.external_id = given.external_id and before.id = stored.id
      and stored.revision <> ${NOT_READ_SINCE}
      and (stored.rule_id <> given.rule_id or stored.access_unread_since is not null)
    returning before.rule_id <> stored.rule_id as is_changed`.execute(trx);
  return changed.rows.filter((row) => row.is_changed).length;
}

/** Closes what a source shows nobody any more, whatever becomes of its removal, which may be held for days. */
export async function hideClosed(
  trx: Transact,
  place: Place,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  const [ruleId] = await requireRuleIds(trx, place, [{ kind: 'nobody', reason: 'refused' }]);
  await sql`
    update documents set rule_id = ${ruleId}::int, revision = ${NOT_READ_SINCE},
      access_unread_since = null, access_is_stale = false
    where tenant_id = ${place.tenantId} and connection_id = ${place.connectionId}::uuid
      and external_id in (select jsonb_array_elements_text(${storableJson(externalIds)}::jsonb))`.execute(
    trx,
  );
}

/** The rules of stored documents by their ids; with a time, only of those that were written since. */
export async function findRules(
  trx: Transact,
  { tenantId, connectionId }: Place,
  {
    externalIds,
    storedSince = null,
  }: { externalIds: readonly string[]; storedSince?: Date | null },
): Promise<Map<string, AccessRule>> {
  const { rows } = await sql<{ external_id: string; rule: unknown }>`
    select external_id, rule.rule from documents join access_rules rule on rule.id = documents.rule_id
    where documents.tenant_id = ${tenantId} and documents.connection_id = ${connectionId}::uuid
      and external_id in
        (select jsonb_array_elements_text(${storableJson(externalIds)}::jsonb))
      and (${storedSince}::timestamptz is null or fetched_at >= ${storedSince}::timestamptz)`.execute(
    trx,
  );
  return new Map(rows.map((row) => [row.external_id, accessRuleSchema.parse(row.rule)]));
}

/** Look-ups that failed and may pass: the rules stored count until they are too old. */
export async function markDocumentsUnread(
  trx: Transact,
  { tenantId, connectionId }: Place,
  externalIds: readonly string[],
): Promise<void> {
  if (externalIds.length === 0) return;
  await sql`
    update documents set access_unread_since = now()
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid
      and access_unread_since is null and external_id in
        (select jsonb_array_elements_text(${storableJson(externalIds)}::jsonb))`.execute(trx);
}

/**
 * After a reading that did not get to all documents: those that it did not meet are as if they could
 * not be read, for whichever place they stand in that was out of reach.
 */
export async function markUnmetUnread(
  trx: Transact,
  { tenantId, connectionId }: Place,
  { runId, beganAt }: { runId: string; beganAt: Date },
): Promise<void> {
  await sql`
    update documents set access_unread_since = now()
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid
      and access_unread_since is null and fetched_at < ${beganAt}
      and not exists (select from seen_items
        where run_id = ${runId}::uuid and seen_items.external_id = documents.external_id)`.execute(
    trx,
  );
}

/**
 * After every document that there was when a reading began was looked at: those that it did not meet
 * are nobody's. One that a sync stored since then could not be met, and waits for the next reading:
 * what the sync was told of it may be older than what this reading knows.
 */
export async function hideUnmet(
  trx: Transact,
  place: Place,
  { runId, beganAt }: { runId: string; beganAt: Date },
): Promise<number> {
  const [gone, since] = await requireRuleIds(trx, place, [
    { kind: 'nobody', reason: 'not_met' },
    { kind: 'nobody', reason: 'not_read' },
  ]);
  const hidden = await sql`
    with unmet as (
      select id, case when fetched_at < ${beganAt} then ${gone}::int else ${since}::int end as rule_id
      from documents
      where tenant_id = ${place.tenantId} and connection_id = ${place.connectionId}::uuid
        and not exists (select from seen_items
          where run_id = ${runId}::uuid and seen_items.external_id = documents.external_id)
    )
    update documents set rule_id = unmet.rule_id from unmet
    where documents.tenant_id = ${place.tenantId} and documents.id = unmet.id
      and documents.rule_id <> unmet.rule_id
    returning documents.id`.execute(trx);
  return hidden.rows.length;
}

/** What is stored, after an id in the order of their bytes, and whether its rule is one that was read. */
export async function listStored(
  db: Db,
  { tenantId, connectionId }: Place,
  { after, limit }: { after: string; limit: number },
): Promise<{ externalId: string; isRead: boolean }[]> {
  const isRead = sql<boolean>`access_unread_since is null
    and coalesce(rule.rule ->> 'reason', '') not in ('not_read', 'not_met')`;
  return db
    .selectFrom('documents')
    .innerJoin('access_rules as rule', 'rule.id', 'documents.rule_id')
    .select('external_id as externalId')
    .select(isRead.as('isRead'))
    .where('documents.tenant_id', '=', tenantId)
    .where('documents.connection_id', '=', connectionId)
    .where(sql<boolean>`external_id collate "C" > ${after}`)
    .orderBy(sql`external_id collate "C"`)
    .limit(limit)
    .execute();
}
