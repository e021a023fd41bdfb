import { isDeepStrictEqual } from 'node:util';
import { sourceSettings } from '@rita/contracts';
import { sql } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Db } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';

type Row = Pick<DataSourceConnectionRow, 'id' | 'organization_id' | 'type' | 'settings'>;

/**
 * What an owner opened to everybody, or to a key, was what the connection led to then. To lead it to
 * another source would open that one by somebody else's word.
 *
 * @throws ProblemError `owner_required`
 */
export async function requireMayLead(
  db: Db,
  { row, role }: { row: Row; role: Principal['role'] },
  after: Record<string, unknown>,
): Promise<void> {
  if (role === 'owner' || !leadsElsewhere(row, after)) return;
  if (await isOpened(db, row)) throw new ProblemError('owner_required');
}

function leadsElsewhere({ type, settings }: Row, after: Record<string, unknown>): boolean {
  const before = sourceSettings(type, settings);
  // Of a connection that leads nowhere yet there is nothing that could have been opened.
  return Object.keys(before).length > 0 && !isDeepStrictEqual(before, sourceSettings(type, after));
}

async function isOpened(db: Db, { id, organization_id }: Row): Promise<boolean> {
  const { rows } = await sql`
    select from connection_access where connection_id = ${id}::uuid
      and organization_id = ${organization_id} and mode = 'everyone'
    union all
    select from access_keys where organization_id = ${organization_id}
      and ${id}::uuid = any(connections) and expires_at > now()`.execute(db);
  return rows.length > 0;
}
