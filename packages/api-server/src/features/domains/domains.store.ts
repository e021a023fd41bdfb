import type { Domain, DomainFinding } from '@rita/contracts';
import { type Selectable, sql } from 'kysely';
import type { OrganizationDomainsTable } from '../../platform/db/domain-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

export type DomainRow = Selectable<OrganizationDomainsTable>;

/** What the record begins with, whosever it is. */
const RECORD_PREFIX = 'rita-domain-verification=';

/** The text of the TXT record that proves a domain. */
export function recordOf({ token }: Pick<DomainRow, 'token'>): string {
  return `${RECORD_PREFIX}${token}`;
}

export function toDomain(row: DomainRow): Domain {
  const { id, domain, finding } = row;
  const iso = (date: Date | null) => date?.toISOString() ?? null;
  return {
    ...{ id, domain, finding, record: recordOf(row) },
    proved_at: iso(row.proved_at),
    checked_at: iso(row.checked_at),
    created_at: row.created_at.toISOString(),
  };
}

export function listDomainsOf(db: Db, organizationId: string): Promise<DomainRow[]> {
  return db
    .selectFrom('organization_domains')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('domain')
    .execute();
}

export function findDomain(
  db: Db,
  organizationId: string,
  id: string,
): Promise<DomainRow | undefined> {
  return db
    .selectFrom('organization_domains')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Undefined where the organization has it already. */
export function insertDomain(
  db: Db,
  organizationId: string,
  domain: Pick<DomainRow, 'domain' | 'token'> & { created_by: string },
): Promise<DomainRow | undefined> {
  return db
    .insertInto('organization_domains')
    .values({ ...domain, organization_id: organizationId })
    .onConflict((conflict) => conflict.columns(['organization_id', 'domain']).doNothing())
    .returningAll()
    .executeTakeFirst();
}

/** Keeps what a look-up of a locked row came to. No answer leaves what was found before as it is. */
export async function updateFinding(
  db: Db,
  { id, organization_id }: Pick<DomainRow, 'id' | 'organization_id'>,
  finding: DomainFinding,
): Promise<void> {
  const found = finding === 'found';
  await db
    .updateTable('organization_domains')
    .set({
      finding,
      checked_at: sql<Date>`now()`,
      ...(found
        ? { proved_at: sql<Date>`coalesce(proved_at, now())`, found_at: sql<Date>`now()` }
        : {}),
    })
    .where('id', '=', id)
    .where('organization_id', '=', organization_id)
    .execute();
}

export async function deleteDomain(
  db: Db,
  organizationId: string,
  id: string,
): Promise<DomainRow | undefined> {
  return db
    .deleteFrom('organization_domains')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}
