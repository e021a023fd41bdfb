import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal, Program } from '../../platform/http/principal.ts';
import { openText } from '../../platform/sealed-text.ts';
import { hashOfId, placeOf } from '../oauth/record-place.ts';
import { addressState } from '../people/address-state.ts';

/** A use within this time of the last one is not written down. */
const USED_SECONDS = 60;
const TOKEN = /^[\w-]{20,200}$/;
const MODEL = 'AccessToken';

type Found = Omit<Principal, 'program' | 'sessionId'> &
  Pick<Program, 'id' | 'name' | 'scopes'> & { payload: string; isToBeMarked: boolean };

type Deps = {
  db: Kysely<Tables>;
  /** What records are sealed with. */
  key: Buffer;
  /** For whom the token has to be. */
  resource: string;
};

/**
 * Who a connected assistant asks for, read anew for each call: a token that has expired, whose grant
 * was ended or whose person was removed is nobody's from the next call on.
 */
export async function findAssistantPrincipal(
  deps: Deps,
  token: string,
): Promise<Principal | undefined> {
  const found = await find(deps, token);
  if (found === undefined) return undefined;
  const { id, name, scopes, payload: _, isToBeMarked, ...person } = found;
  if (isToBeMarked) await markUse(deps.db, id);
  const program = { kind: 'assistant', id, name, scopes, connections: [] } as const;
  return { ...person, sessionId: `assistant:${id}`, program };
}

/** Whether there is such a token, without a trace of the question. */
export async function isAssistantToken(deps: Deps, token: string): Promise<boolean> {
  return (await find(deps, token)) !== undefined;
}

async function find({ db, key, resource }: Deps, token: string): Promise<Found | undefined> {
  if (!TOKEN.test(token)) return undefined;
  const hash = hashOfId(token);
  const { rows } = await sql<Found>`
    select a.id, a.client_name as name, a.scopes, r.payload,
           u.id as "userId", u.name as "userName", u.email as "userEmail",
           ${addressState(sql`m.organization_id`)} as "addressState",
           m.id as "memberId", m.role, o.id as "organizationId", o.name as "organizationName",
           coalesce(a.last_used_at < now() - make_interval(secs => ${USED_SECONDS}), true) as "isToBeMarked"
    from oauth_records r
    join assistants a on a.id = r.grant_id
    join members m on m.id = a.member_id and m.organization_id = a.organization_id
    join users u on u.id = m.user_id
    join organizations o on o.id = a.organization_id
    where r.model = ${MODEL} and r.id_hash = ${hash} and r.expires_at > now()
  `.execute(db);
  const [found] = rows;
  const text = found && openText(key, placeOf(MODEL, hash), found.payload);
  if (found === undefined || text === undefined) return undefined;
  const { aud } = JSON.parse(text) as { aud?: unknown };
  return aud === resource ? found : undefined;
}

async function markUse(db: Kysely<Tables>, id: string): Promise<void> {
  await db
    .updateTable('assistants')
    .set({ last_used_at: sql<Date>`now()` })
    .where('id', '=', id)
    .execute();
}
