import type { Assistant } from '@rita/contracts';
import { type Insertable, type Selectable, sql } from 'kysely';
import type { AssistantTables } from '../../platform/db/assistant-tables.ts';
import type { Db } from '../../platform/db/tables.ts';

export type AssistantRow = Selectable<AssistantTables['assistants']>;
type Seen = AssistantRow & { owner_name: string; user_id: string };

export const CLEAN_UP_INTERVAL_MS = 10 * 60_000;
/** As long as its last refresh token may work. */
const UNUSED_DAYS = 31;
/** A client that registered itself and was never let in, or not for so long. */
const CLIENT_DAYS = 7;

/** Of the organization, newest first: all of them, or those of one member. */
export async function listAssistantsOf(
  db: Db,
  organizationId: string,
  only: { memberId?: string } = {},
): Promise<Seen[]> {
  let query = selectSeen(db, organizationId);
  if (only.memberId !== undefined) query = query.where('a.member_id', '=', only.memberId);
  return query.orderBy('a.created_at', 'desc').orderBy('a.id').execute();
}

export async function findAssistant(db: Db, organizationId: string, id: string) {
  return selectSeen(db, organizationId).where('a.id', '=', id).executeTakeFirst();
}

function selectSeen(db: Db, organizationId: string) {
  return db
    .selectFrom('assistants as a')
    .innerJoin('members as m', 'm.id', 'a.member_id')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .selectAll('a')
    .select(['u.name as owner_name', 'u.id as user_id'])
    .where('a.organization_id', '=', organizationId);
}

export async function insertAssistant(
  db: Db,
  row: Insertable<AssistantTables['assistants']>,
): Promise<void> {
  await db.insertInto('assistants').values(row).execute();
}

export async function deleteAssistant(
  db: Db,
  organizationId: string,
  id: string,
): Promise<boolean> {
  const row = await db
    .deleteFrom('assistants')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Removes what has run out: records, assistants nobody used, and registrations nobody let in. */
export async function sweepAssistants(db: Db): Promise<void> {
  await sql`delete from oauth_records where expires_at < now()`.execute(db);
  await sql`
    delete from assistants where coalesce(last_used_at, created_at)
      < now() - make_interval(days => ${UNUSED_DAYS})`.execute(db);
  await sql`
    delete from oauth_records r where model = 'Client'
      and created_at < now() - make_interval(days => ${CLIENT_DAYS})
      and not exists (select from assistants a where a.client_id = r.client_id)`.execute(db);
}

export function toAssistant(row: Seen, viewerId: string): Assistant {
  const { id, client_name, redirect_host, scopes, owner_name } = row;
  return {
    ...{ id, client_name, redirect_host, scopes, owner_name },
    is_own: row.user_id === viewerId,
    connected_at: row.created_at.toISOString(),
    last_used_at: row.last_used_at?.toISOString() ?? null,
  };
}
