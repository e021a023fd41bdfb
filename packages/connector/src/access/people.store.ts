import { normalizeMailAddress, toStorableText } from '@rita/contracts';
import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import type { FoundLink, Principal, SourceGroup } from '../sources/source-access.ts';
import type { Owner } from '../vault/vault.ts';

type Place = Pick<Owner, 'tenantId' | 'connectionId'>;

/** Begins a new reading of the people of a connection; gives the number of its lists. */
export async function nextGeneration(trx: Transact, place: Place): Promise<number> {
  const row = await sql<{ generation: number }>`
    insert into access_states (tenant_id, connection_id, generation)
    values (${place.tenantId}, ${place.connectionId}::uuid, 1)
    on conflict (tenant_id, connection_id) do update
      set generation = access_states.generation + 1
    returning generation`.execute(trx);
  return row.rows[0]?.generation ?? 1;
}

/**
 * Takes one part of a group's list. It counts from its last part on, and then instead of the
 * list before: one that broke off changes nothing.
 */
export async function storeGroup(
  trx: Transact,
  place: Place & { generation: number },
  group: SourceGroup,
): Promise<void> {
  const { tenantId, connectionId, generation } = place;
  const principal = toStorableText(group.principal);
  const name = group.name === null ? null : toStorableText(group.name);
  if (group.members.length > 0) {
    const members = storableJson([...new Set(group.members)]);
    await sql`
      insert into source_memberships (tenant_id, connection_id, group_id, member_id, generation)
      select ${tenantId}, ${connectionId}::uuid, ${principal}, value, ${generation}::int
      from jsonb_array_elements_text(${members}::jsonb)
      on conflict do nothing`.execute(trx);
  }
  if (!group.isLast) return;
  await sql`
    insert into source_groups (tenant_id, connection_id, group_id, name, generation)
    values (${tenantId}, ${connectionId}::uuid, ${principal}, ${name}, ${generation}::int)
    on conflict (tenant_id, connection_id, group_id) do update
      set name = excluded.name, generation = excluded.generation, unread_since = null`.execute(trx);
  await sql`
    delete from source_memberships where tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid and group_id = ${principal}
      and generation <> ${generation}::int`.execute(trx);
}

/** A group whose members could not be read now: what is stored counts until it is too old. */
export async function markUnread(
  trx: Transact,
  place: Place & { generation: number },
  groups: readonly Principal[],
): Promise<void> {
  if (groups.length === 0) return;
  await sql`
    update source_groups set unread_since = coalesce(unread_since, now())
    where tenant_id = ${place.tenantId} and connection_id = ${place.connectionId}::uuid
      and group_id in (select jsonb_array_elements_text(${storableJson(groups)}::jsonb))`.execute(
    trx,
  );
}

/** After all groups were read or found unreadable: those that were not named are gone. */
export async function deleteOtherGroups(
  trx: Transact,
  place: Place & { generation: number },
): Promise<void> {
  const { tenantId, connectionId, generation } = place;
  await sql`
    delete from source_groups where tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid and generation < ${generation}::int
      and (unread_since is null or unread_since < now() - interval '7 days')`.execute(trx);
  await deletePartLists(trx, place);
}

/** Parts of lists that never came to their end. Never while one is being read. */
export async function deletePartLists(
  trx: Transact,
  { tenantId, connectionId }: Place,
): Promise<void> {
  await sql`
    delete from source_memberships member where tenant_id = ${tenantId}
      and connection_id = ${connectionId}::uuid and not exists (select from source_groups
        where source_groups.tenant_id = member.tenant_id
          and source_groups.connection_id = member.connection_id
          and source_groups.group_id = member.group_id
          and source_groups.generation = member.generation)`.execute(trx);
}

/** Accounts found for people by a look-up. An owner's own assignment is not touched. */
export async function storeLinks(
  trx: Transact,
  { tenantId, connectionId }: Place,
  links: readonly FoundLink[],
): Promise<void> {
  for (const link of links) {
    await sql`
      insert into person_links
        (tenant_id, person_id, connection_id, account_id, evidence, address)
      values (${tenantId}, ${link.personId}, ${connectionId}::uuid, ${link.accountId}, 'looked_up',
        ${normalizeMailAddress(link.address)})
      on conflict (tenant_id, person_id, connection_id) do update
        set account_id = excluded.account_id, address = excluded.address, checked_at = now(),
          unread_since = null
        where person_links.evidence = 'looked_up'`.execute(trx);
  }
}

/** People whose address could not be looked up now: what was found by it counts until it is too old. */
export async function markLinksUnread(
  trx: Transact,
  { tenantId, connectionId }: Place,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  await sql`
    update person_links set checked_at = now(), unread_since = coalesce(unread_since, now())
    where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid
      and evidence = 'looked_up'
      and person_id in (select jsonb_array_elements_text(${storableJson(personIds)}::jsonb))`.execute(
    trx,
  );
}

/** After a whole reading: what a look-up found earlier and does not find any more. */
export async function deleteOlderLinks(
  trx: Transact,
  { tenantId, connectionId }: Place,
  since: Date,
): Promise<void> {
  await trx
    .deleteFrom('person_links')
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('evidence', '=', 'looked_up')
    .where('checked_at', '<', since)
    .execute();
}
