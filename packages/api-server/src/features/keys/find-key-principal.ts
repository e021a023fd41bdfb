import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { Principal, Program } from '../../platform/http/principal.ts';
import { shareBatches } from '../../platform/share-batches.ts';
import { addressState } from '../people/address-state.ts';
import { hashOfKey, isKeyForm } from './key-token.ts';

/** A use within this time of the last one is not written down. */
const USED_SECONDS = 60;

type Found = Pick<Program, 'id' | 'name' | 'scopes' | 'connections'> &
  Pick<Principal, 'organizationId' | 'organizationName'> & {
    isToBeMarked: boolean;
    person: Pick<
      Principal,
      'userId' | 'userName' | 'userEmail' | 'addressState' | 'memberId' | 'role'
    > | null;
  };

/**
 * Who asks with a key, read anew for each request: a key that was ended, has expired, or whose person
 * was removed is nobody's from the next request on, and a lowered role counts from then on too.
 */
export async function findKeyPrincipal(
  db: Db,
  token: string,
  find: FindKey = (keyHash) => findOne(db, keyHash),
): Promise<Principal | undefined> {
  if (!isKeyForm(token)) return undefined;
  const found = await find(hashOfKey(token));
  if (found === undefined) return undefined;
  if (found.isToBeMarked) await markUse(db, found.id);
  return toPrincipal(found);
}

/** Whether there is such a key, without a trace of the question. */
export async function isKey(db: Db, token: string): Promise<boolean> {
  return isKeyForm(token) && (await findOne(db, hashOfKey(token))) !== undefined;
}

type FindKey = (keyHash: string) => Promise<Found | undefined>;

/** Programs that ask many times a second: look-ups that are on their way together share one statement. */
export const createFindKey = (db: Db): FindKey =>
  shareBatches(async (keyHashes) => {
    const found = await findMany(db, [...new Set(keyHashes)]);
    const byHash = new Map(found.map((one) => [one.keyHash, one]));
    return keyHashes.map((keyHash) => byHash.get(keyHash));
  });

async function findOne(db: Db, keyHash: string): Promise<Found | undefined> {
  const [found] = await findMany(db, [keyHash]);
  return found;
}

async function findMany(db: Db, keyHashes: readonly string[]) {
  const { rows } = await sql<Found & { keyHash: string }>`
    select k.key_hash as "keyHash", k.id, k.name, k.scopes, k.connections::text[] as connections,
           o.id as "organizationId", o.name as "organizationName",
           coalesce(k.last_used_at < now() - make_interval(secs => ${USED_SECONDS}), true) as "isToBeMarked",
           case when m.id is not null then jsonb_build_object(
             'userId', u.id, 'userName', u.name, 'userEmail', u.email, 'memberId', m.id, 'role', m.role,
             'addressState', ${addressState(sql`m.organization_id`)}) end as person
    from access_keys k
    join organizations o on o.id = k.organization_id
    left join members m on m.id = k.member_id and m.organization_id = k.organization_id
    left join users u on u.id = m.user_id
    where k.key_hash = any(${keyHashes}::text[]) and k.expires_at > now()
      and (k.kind = 'organization' or m.id is not null)
  `.execute(db);
  return rows;
}

function toPrincipal({ person, organizationId, organizationName, ...key }: Found): Principal {
  const { id, name, scopes, connections } = key;
  const kind = person === null ? ('organization_key' as const) : ('personal_key' as const);
  const own = `key:${id}`;
  const nobody = {
    ...{ userId: own, memberId: own, userName: name, userEmail: '' },
    addressState: 'not_proved' as const,
    // As much as its scopes let it do, and never what is an owner's alone.
    role: scopes.includes('sources:write') ? ('admin' as const) : ('member' as const),
  };
  return {
    ...(person ?? nobody),
    ...{ sessionId: own, organizationId, organizationName },
    program: { kind, id, name, scopes, connections },
  };
}

/** Whether a key still lets its program write, within a change that is on its way. */
export async function mayKeyWrite(db: Db, { id, scopes }: Program): Promise<boolean> {
  const { rows } = await sql`
    select from access_keys where id = ${id} and expires_at > now() for share`.execute(db);
  return rows.length > 0 && scopes.includes('sources:write');
}

async function markUse(db: Db, id: string): Promise<void> {
  await db
    .updateTable('access_keys')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}
