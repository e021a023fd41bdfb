import type { AccountsAnswer, AccountsRequest, AssignRequest } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db, Transact } from '../platform/db/tables.ts';
import { lockAccess, raiseVersion } from './rule.store.ts';

const MOST_FOUND = 20;

/** Accounts of a connection whose name or address has the words, active ones first. */
export async function findAccounts(
  db: Db,
  { tenant_id, connection_id, query }: AccountsRequest,
): Promise<AccountsAnswer['data']> {
  const words = query.trim().toLowerCase().split(/\s+/, 8);
  const found = await sql<AccountsAnswer['data'][number]>`
    select account_id, name, address, is_active from source_accounts
    where tenant_id = ${tenant_id} and connection_id = ${connection_id}::uuid
      and (select bool_and(position(word in lower(coalesce(name, '') || ' ' ||
        coalesce(address, '') || ' ' || account_id)) > 0) from unnest(${words}::text[]) as word)
    order by is_active desc, name nulls last, account_id limit ${MOST_FOUND}::int`.execute(db);
  return found.rows;
}

/**
 * Makes one account a person's at one source, whatever their addresses; null takes that back.
 * Gives whether the source is known to have such an account.
 */
export async function assignAccount(
  trx: Transact,
  { tenant_id, connection_id, person_id, account_id }: AssignRequest,
): Promise<boolean> {
  const place = { tenantId: tenant_id, connectionId: connection_id };
  await lockAccess(trx, place);
  // What was assigned before stays, rather than go without anybody's word.
  if (account_id !== null && !(await hasAccount(trx, place, account_id))) return false;
  await trx
    .deleteFrom('person_links')
    .where('tenant_id', '=', tenant_id)
    .where('connection_id', '=', connection_id)
    .where('person_id', '=', person_id)
    .execute();
  await raiseVersion(trx, place, 'people_version');
  if (account_id === null) return true;
  const evidence = 'assigned';
  await trx
    .insertInto('person_links')
    .values({ tenant_id, person_id, connection_id, account_id, evidence, address: null })
    .execute();
  return true;
}

async function hasAccount(
  trx: Transact,
  place: { tenantId: string; connectionId: string },
  accountId: string,
): Promise<boolean> {
  const found = await trx
    .selectFrom('source_accounts')
    .select('account_id')
    .where('tenant_id', '=', place.tenantId)
    .where('connection_id', '=', place.connectionId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  return found !== undefined;
}
