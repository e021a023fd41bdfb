import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import { accountPrincipal } from '../sources/source-access.ts';
import type { ReaderPrincipals } from './may-read.ts';

/**
 * What accounts are at their connections: themselves and every group that they belong to, directly
 * or through other groups. What is held already is not gone through again, so that circles end, and
 * groups that are all in one another cost no more than there are memberships. Groups whose members could not be read
 * since `oldest` belong to nobody.
 */
export async function principalsOf(
  db: Db,
  tenantId: string,
  { accounts, oldest }: { accounts: ReadonlyMap<string, string>; oldest: Date },
): Promise<Map<string, ReaderPrincipals>> {
  if (accounts.size === 0) return new Map();
  const starts = JSON.stringify(
    [...accounts].map(([connectionId, accountId]) => ({
      connection_id: connectionId,
      principal: accountPrincipal(accountId),
    })),
  );
  const found = await sql<{ connection_id: string; principal: string }>`
    with recursive held (connection_id, principal) as (
      select connection_id, principal
      from jsonb_to_recordset(${starts}::jsonb) as given (connection_id uuid, principal text)
      union
      select held.connection_id, part.group_id
      from held
      join source_memberships part on part.tenant_id = ${tenantId}
        and part.connection_id = held.connection_id and part.member_id = held.principal
      join source_groups whole on whole.tenant_id = part.tenant_id
        and whole.connection_id = part.connection_id and whole.group_id = part.group_id
        and whole.generation = part.generation
        and (whole.unread_since is null or whole.unread_since > ${oldest}::timestamptz)
    )
    select connection_id, principal from held`.execute(db);
  const byConnection = Map.groupBy(found.rows, (row) => row.connection_id);
  return new Map(
    [...byConnection].map(([id, rows]) => [id, new Set(rows.map(({ principal }) => principal))]),
  );
}
