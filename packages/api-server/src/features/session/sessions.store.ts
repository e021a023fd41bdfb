import type { SessionEntry } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { describeNetwork } from '../../platform/http/network.ts';
import { describeDevice } from './describe-device.ts';

/** Where a user is signed in now, the ones used last first. Across organizations: it is the user's own list. */
export async function listSessionsOf(
  db: Db,
  { userId, sessionId }: { userId: string; sessionId: string },
): Promise<SessionEntry[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'ip_address', 'created_at', 'last_seen_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', sql<Date>`now()`)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    device: describeDevice(row.user_agent),
    network: describeNetwork(row.ip_address),
    signed_in_at: row.created_at.toISOString(),
    last_seen_at: row.last_seen_at.toISOString(),
    expires_at: row.expires_at.toISOString(),
    is_current: row.id === sessionId,
  }));
}

/** Ends one session of a user. Undefined when that user has none of that id. */
export function deleteSession(db: Db, userId: string, id: string) {
  return db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst();
}
