import type { CredentialLinkEnd, DataSourceType, Role } from '@rita/contracts';
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { CredentialLinksTable } from '../../platform/db/credential-link-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

export type CredentialLinkRow = Selectable<CredentialLinksTable>;

/** A link with all that decides whether it is still good. */
export type FoundLink = CredentialLinkRow & {
  type: DataSourceType;
  connection_name: string;
  connection_settings: Record<string, unknown>;
  organization_name: string;
  maker_name: string;
  maker_email: string;
  /** Null: no member any more. */
  maker_role: Role | null;
  is_expired: boolean;
};

export type NewLink = Pick<
  CredentialLinkRow,
  | 'organization_id'
  | 'connection_id'
  | 'token_hash'
  | 'made_by'
  | 'settings'
  | 'address'
  | 'address_before'
> & { days: number };

function selectFound(db: Db) {
  return db
    .selectFrom('credential_links as l')
    .innerJoin('data_source_connections as c', (join) =>
      join
        .onRef('c.id', '=', 'l.connection_id')
        .onRef('c.organization_id', '=', 'l.organization_id'),
    )
    .innerJoin('organizations as o', 'o.id', 'l.organization_id')
    .innerJoin('users as u', 'u.id', 'l.made_by')
    .leftJoin('members as m', (join) =>
      join
        .onRef('m.user_id', '=', 'l.made_by')
        .onRef('m.organization_id', '=', 'l.organization_id'),
    )
    .selectAll('l')
    .select(['c.type', 'c.name as connection_name', 'c.settings as connection_settings'])
    .select(['o.name as organization_name', 'u.name as maker_name', 'u.email as maker_email'])
    .select('m.role as maker_role')
    .select(sql<boolean>`l.expires_at <= clock_timestamp()`.as('is_expired'));
}

/** By the digest of its token, of whichever organization: the token is the key. */
export async function findLinkByHash(db: Db, hash: string): Promise<FoundLink | undefined> {
  return selectFound(db).where('l.token_hash', '=', hash).executeTakeFirst();
}

/** The same once more, locked, so that it is used or ended by one at a time. */
export async function lockLink(
  db: Db,
  organizationId: string,
  id: string,
): Promise<FoundLink | undefined> {
  return selectFound(db)
    .where('l.organization_id', '=', organizationId)
    .where('l.id', '=', id)
    .forUpdate('l')
    .executeTakeFirst();
}

/** The one that was made last for a connection. */
export async function findLatestLink(
  db: Db,
  organizationId: string,
  connectionId: string,
): Promise<FoundLink | undefined> {
  return selectFound(db)
    .where('l.organization_id', '=', organizationId)
    .where('l.connection_id', '=', connectionId)
    .orderBy('l.created_at', 'desc')
    .orderBy('l.ended_at', (order) => order.desc().nullsFirst())
    .limit(1)
    .executeTakeFirst();
}

/** An expression: whether a connection has a link that nobody has written an end of. */
export function hasOpenLink(organizationId: string, connectionId: string): RawBuilder<boolean> {
  return sql<boolean>`exists (select from credential_links
    where organization_id = ${organizationId} and connection_id = ${connectionId}::uuid
      and ended_at is null)`;
}

/**
 * Of each connection the one that nobody has written an end of, locked. The connections are locked by
 * the caller, and nearly none has a link: to plan the whole question takes longer than to look for one.
 */
export async function lockOpenLinks(
  db: Db,
  organizationIds: readonly string[],
  connectionIds: readonly string[],
): Promise<FoundLink[]> {
  const open = await db
    .selectFrom('credential_links')
    .select('id')
    .where('organization_id', 'in', organizationIds)
    .where('connection_id', 'in', connectionIds)
    .where('ended_at', 'is', null)
    .execute();
  if (open.length === 0) return [];
  return selectFound(db)
    .where('l.organization_id', 'in', organizationIds)
    .where(
      'l.id',
      'in',
      open.map(({ id }) => id),
    )
    .where('l.ended_at', 'is', null)
    .orderBy('l.id')
    .forUpdate('l')
    .execute();
}

/** Those whose time is over, or whose maker may not configure any more; others do not wait for them. */
export async function lockLapsedLinks(db: Db, limit: number): Promise<FoundLink[]> {
  return selectFound(db)
    .where('l.ended_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('l.expires_at', '<=', sql<Date>`clock_timestamp()`),
        eb('m.role', 'is', null),
        eb('m.role', 'not in', ['owner', 'admin']),
      ]),
    )
    .orderBy('l.id')
    .limit(limit)
    .forUpdate('l')
    .skipLocked()
    .execute();
}

export async function insertLink(db: Db, { days, ...link }: NewLink): Promise<string> {
  const json = (value: object) => sql<Record<string, unknown>>`${JSON.stringify(value)}::jsonb`;
  const row = await db
    .insertInto('credential_links')
    .values({
      ...link,
      settings: json(link.settings),
      address: json(link.address),
      address_before: json(link.address_before),
      created_at: sql<Date>`clock_timestamp()`,
      expires_at: sql<Date>`clock_timestamp() + make_interval(days => ${days})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Whether this was the first time. */
export async function markOpened(db: Db, organizationId: string, id: string): Promise<boolean> {
  const row = await db
    .updateTable('credential_links')
    .set({ opened_at: sql<Date>`clock_timestamp()` })
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function updateLink(
  db: Db,
  { organization_id, id }: Pick<CredentialLinkRow, 'organization_id' | 'id'>,
  change: { last_run_id: string } | { end_reason: CredentialLinkEnd },
): Promise<void> {
  await db
    .updateTable('credential_links')
    .set('end_reason' in change ? { ...change, ended_at: sql<Date>`clock_timestamp()` } : change)
    .where('organization_id', '=', organization_id)
    .where('id', '=', id)
    .execute();
}

/** Whoever follows an old link is told why it leads nowhere, for so long. */
export async function deleteOldLinks(db: Db, days: number): Promise<void> {
  await db
    .deleteFrom('credential_links')
    .where('ended_at', '<', sql<Date>`now() - make_interval(days => ${days})`)
    .execute();
}
