import { createHmac, timingSafeEqual } from 'node:crypto';
import { streamEvents } from '@rita/contracts';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { Authenticate, Principal } from '../../platform/http/principal.ts';
import { addressState } from '../people/address-state.ts';
import { type AuthOptions, sessionCookieName } from './auth-options.ts';
import { cookieOf } from './request-cookies.ts';

/** A use within this time of the last one is not written down. */
const SEEN_SECONDS = 60;

/**
 * Tells who makes a request: the token that better-auth signed into the session cookie, then one
 * statement of our own for session, user, organization and role. Nothing is cached here,
 * so a sign-out, a removal or a changed role counts from the next call on.
 */
export function createAuthenticate(
  options: Pick<AuthOptions, 'kysely' | 'publicUrl' | 'secret' | 'sessions'>,
): Authenticate {
  const readToken = createTokenReader(options);
  return async (request) => {
    const token = readToken(request);
    const found = token === undefined ? undefined : await findPrincipal(options.kysely, token);
    if (found === undefined) return undefined;
    const { isToBeMoved, ...principal } = found;
    // A page that is left open keeps its stream, and is not used for that.
    const isStream = request.routeOptions.config.route?.id === streamEvents.id;
    if (isToBeMoved && !isStream) {
      await moveEnd(options.kysely, principal.sessionId, options.sessions.idleSeconds);
    }
    return principal;
  };
}

/** Reads the session token of a request; undefined unless its signature is ours. */
export function createTokenReader(options: Pick<AuthOptions, 'publicUrl' | 'secret'>) {
  const cookieName = sessionCookieName(options.publicUrl);
  return (request: Pick<FastifyRequest, 'headers'>): string | undefined => {
    const cookie = cookieOf(request.headers.cookie, cookieName);
    return cookie === undefined ? undefined : verifiedToken(cookie, options.secret);
  };
}

/**
 * The principal of a session that has neither ended nor expired, in its active organization; in
 * the first one that the user joined when the active one is gone.
 */
async function findPrincipal(
  db: Db,
  token: string,
): Promise<(Principal & { isToBeMoved: boolean }) | undefined> {
  const { rows } = await sql<Principal & { isToBeMoved: boolean }>`
    select s.id as "sessionId", u.id as "userId", u.name as "userName", u.email as "userEmail",
           ${addressState(sql`m.organization_id`)} as "addressState", m.id as "memberId", m.organization_id as "organizationId", m.organization_name as "organizationName", m.role,
           s.last_seen_at < now() - make_interval(secs => ${SEEN_SECONDS}) as "isToBeMoved"
    from sessions s
    join users u on u.id = s.user_id
    cross join lateral (
      select m.id, m.role, m.organization_id, o.name as organization_name
      from members m join organizations o on o.id = m.organization_id
      where m.user_id = u.id
      order by (m.organization_id = s.active_organization_id) desc nulls last, m.created_at, m.id
      limit 1
    ) m
    where s.token = ${token} and s.expires_at > now()
  `.execute(db);
  return rows[0];
}

/** The session was used: it ends later, but never later than when it was made to last. */
async function moveEnd(db: Db, sessionId: string, idleSeconds: number): Promise<void> {
  await sql`
    update sessions set last_seen_at = now(),
      expires_at = least(must_end_at, now() + make_interval(secs => ${idleSeconds}))
    where id = ${sessionId} and expires_at > now()
      and last_seen_at < now() - make_interval(secs => ${SEEN_SECONDS})
  `.execute(db);
}

/** better-auth signs its cookies as `encodeURIComponent(value + '.' + base64(HMAC-SHA256(value)))`. */
function verifiedToken(cookie: string, secret: string): string | undefined {
  const value = decoded(cookie);
  const split = value?.lastIndexOf('.') ?? -1;
  if (value === undefined || split < 1) return undefined;
  const token = value.slice(0, split);
  const expected = createHmac('sha256', secret).update(token).digest();
  const given = Buffer.from(value.slice(split + 1), 'base64');
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
