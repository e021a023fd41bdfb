import type { AccessSummary } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { NobodyReason } from '../sources/source-access.ts';
import type { Owner } from '../vault/vault.ts';

type Place = Pick<Owner, 'tenantId' | 'connectionId'>;

/** How many documents may be read by whom, and how many people and groups the source named. */
export async function countAccess(
  db: Db,
  { tenantId, connectionId }: Place,
): Promise<Pick<AccessSummary, 'documents' | 'hidden' | 'people' | 'groups'>> {
  const kinds = await sql<{ kind: string; reason: NobodyReason | null; count: number }>`
    select rule.kind, rule.rule ->> 'reason' as reason, count(*)::int as count
    from documents join access_rules rule on rule.id = documents.rule_id
    where documents.tenant_id = ${tenantId} and documents.connection_id = ${connectionId}::uuid
    group by 1, 2`.execute(db);
  const hidden: Partial<Record<NobodyReason, number>> = {};
  const documents = { public: 0, members_of_source: 0, rule: 0, nobody: 0 };
  for (const { kind, reason, count } of kinds.rows) {
    documents[kind as keyof typeof documents] += count;
    if (reason !== null) hidden[reason] = (hidden[reason] ?? 0) + count;
  }
  return { documents, hidden, ...(await countPeople(db, { tenantId, connectionId })) };
}

async function countPeople(
  db: Db,
  { tenantId, connectionId }: Place,
): Promise<{ people: number; groups: number }> {
  const counted = await sql<{ people: number; groups: number }>`
    select
      (select count(*)::int from source_accounts where tenant_id = ${tenantId}
        and connection_id = ${connectionId}::uuid and is_active) as people,
      (select count(*)::int from source_groups where tenant_id = ${tenantId}
        and connection_id = ${connectionId}::uuid) as groups`.execute(db);
  return counted.rows[0] ?? { people: 0, groups: 0 };
}
