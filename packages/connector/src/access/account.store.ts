import { normalizeMailAddress } from '@rita/contracts';
import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import type { SourceAccount, UnreadAccount } from '../sources/source-access.ts';
import type { Owner } from '../vault/vault.ts';

type Place = Pick<Owner, 'tenantId' | 'connectionId'>;

const normalized = (address: string | null) =>
  address === null ? null : normalizeMailAddress(address);

/**
 * Writes what the source says of accounts. What narrows counts at once; one that is new, active again
 * or shows another address lets nobody in before the list is whole, for its address may be somebody
 * else's too.
 */
export async function upsertAccounts(
  trx: Transact,
  place: Place & { generation: number },
  accounts: readonly SourceAccount[],
): Promise<void> {
  if (accounts.length === 0) return;
  const byId = new Map(
    accounts.map((account) => [
      account.accountId,
      {
        account_id: account.accountId,
        address: normalized(account.address),
        name: account.name,
        is_active: account.isActive,
      },
    ]),
  );
  await sql`
    insert into source_accounts as stored
      (tenant_id, connection_id, account_id, address, name, is_active, generation, is_proven)
    select ${place.tenantId}, ${place.connectionId}::uuid, account_id, address, name, is_active,
      ${place.generation}::int, false
    from jsonb_to_recordset(${storableJson([...byId.values()])}::jsonb)
      as given (account_id text, address text, name text, is_active boolean)
    on conflict (tenant_id, connection_id, account_id) do update set address = excluded.address,
      name = excluded.name, is_active = excluded.is_active, generation = excluded.generation,
      unread_since = null, is_proven = stored.is_proven
        and (stored.is_active or not excluded.is_active)
        and (excluded.address is null or excluded.address is not distinct from stored.address)`.execute(
    trx,
  );
}

/**
 * Accounts of which not all was told: what is stored of them stays until it is too old. One that is
 * new, or shows another address by now, lets nobody in, and takes its address from others.
 */
export async function markAccountsUnread(
  trx: Transact,
  place: Place & { generation: number },
  accounts: readonly UnreadAccount[],
): Promise<void> {
  if (accounts.length === 0) return;
  const byId = new Map(
    accounts.map(({ accountId, address, isUnknown = false }) => [
      accountId,
      {
        account_id: accountId,
        address: normalized(address),
        is_unknown: isUnknown,
      },
    ]),
  );
  await sql`
    insert into source_accounts as stored
      (tenant_id, connection_id, account_id, address, is_active, generation, is_proven, unread_since)
    select ${place.tenantId}, ${place.connectionId}::uuid, account_id, address, true,
      ${place.generation}::int, false, case when is_unknown then '-infinity' else now() end
    from jsonb_to_recordset(${storableJson([...byId.values()])}::jsonb)
      as given (account_id text, address text, is_unknown boolean)
    on conflict (tenant_id, connection_id, account_id) do update set
      generation = excluded.generation,
      unread_since = least(stored.unread_since, excluded.unread_since),
      address = coalesce(excluded.address, stored.address), is_proven = stored.is_proven
        and (excluded.address is null or excluded.address is not distinct from stored.address)`.execute(
    trx,
  );
}

/** After a whole list of accounts: whoever it told of in full is who they seem to be. */
export async function proveAccounts(
  trx: Transact,
  { tenantId, connectionId, generation }: Place & { generation: number },
): Promise<void> {
  await sql`
    update source_accounts set is_proven = true
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid
      and not is_proven and unread_since is null and generation >= ${generation}::int`.execute(trx);
}

/** After a whole list of accounts: those that it does not have are gone. */
export async function deleteOlderAccounts(
  trx: Transact,
  place: Place & { generation: number },
): Promise<void> {
  await trx
    .deleteFrom('source_accounts')
    .where('tenant_id', '=', place.tenantId)
    .where('connection_id', '=', place.connectionId)
    .where('generation', '<', place.generation)
    .execute();
}
