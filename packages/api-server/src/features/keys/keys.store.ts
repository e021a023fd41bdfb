import type { Key } from '@rita/contracts';
import { type Selectable, sql } from 'kysely';
import type { AccessKeysTable } from '../../platform/db/key-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

export type KeyRow = Selectable<AccessKeysTable>;
type Seen = KeyRow & { owner_name: string | null; owner_id: string | null };

export type NewKey = Pick<
  KeyRow,
  'kind' | 'member_id' | 'name' | 'hint' | 'key_hash' | 'scopes' | 'connections'
> & { created_by: string; days: number };

/** Keys of the organization that still work, newest first: all of them, or those of one member. */
export async function listKeysOf(
  db: Db,
  organizationId: string,
  only: { memberId?: string } = {},
): Promise<Seen[]> {
  let query = selectSeen(db, organizationId).where('k.expires_at', '>', sql<Date>`now()`);
  if (only.memberId !== undefined) query = query.where('k.member_id', '=', only.memberId);
  return query.orderBy('k.created_at', 'desc').orderBy('k.id').execute();
}

export async function findKey(db: Db, organizationId: string, id: string) {
  return selectSeen(db, organizationId).where('k.id', '=', id).executeTakeFirst();
}

function selectSeen(db: Db, organizationId: string) {
  return db
    .selectFrom('access_keys as k')
    .leftJoin('members as m', 'm.id', 'k.member_id')
    .leftJoin('users as u', (join) =>
      join.on('u.id', '=', sql<string>`coalesce(m.user_id, k.created_by)`),
    )
    .selectAll('k')
    .select(['u.name as owner_name', 'm.user_id as owner_id'])
    .where('k.organization_id', '=', organizationId);
}

export async function insertKey(
  db: Db,
  organizationId: string,
  { days, ...key }: NewKey,
): Promise<string> {
  const row = await db
    .insertInto('access_keys')
    .values({
      ...key,
      organization_id: organizationId,
      expires_at: sql<Date>`now() + make_interval(days => ${days})`,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function deleteKey(db: Db, organizationId: string, id: string): Promise<boolean> {
  const row = await db
    .deleteFrom('access_keys')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export function toKey(row: Seen, viewerId: string): Key {
  const { id, kind, name, hint, scopes, connections, owner_name } = row;
  return {
    ...{ id, kind, name, hint, scopes, connections, owner_name },
    is_own: row.owner_id === viewerId,
    created_at: row.created_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
