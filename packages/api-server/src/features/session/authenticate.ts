import { createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { Authenticate, Principal } from '../../platform/http/principal.ts';
import { type AuthOptions, sessionCookieName } from './auth-options.ts';

/**
 * Tells who makes a request: the token that better-auth signed into the session cookie, then one
 * statement of our own for session, user, organization and role. Nothing is cached, so a
 * sign-out, a removal or a changed role counts from the next request on.
 */
export function createAuthenticate(
  options: Pick<AuthOptions, 'kysely' | 'publicUrl' | 'secret'>,
): Authenticate {
  const cookieName = sessionCookieName(options.publicUrl);
  return async (request) => {
    const cookie = cookieOf(request.headers.cookie, cookieName);
    const token = cookie === undefined ? undefined : verifiedToken(cookie, options.secret);
    return token === undefined ? undefined : findPrincipal(options.kysely, token);
  };
}

/**
 * The principal of a session that has neither ended nor expired, in its active organization; in
 * the first one that the user joined when the active one is gone.
 */
async function findPrincipal(db: Db, token: string): Promise<Principal | undefined> {
  const { rows } = await sql<Principal>`
    select s.id as "sessionId", u.id as "userId", u.name as "userName", u.email as "userEmail",
           m.organization_id as "organizationId", m.organization_name as "organizationName", m.role
    from sessions s
    join users u on u.id = s.user_id
    cross join lateral (
      select m.role, m.organization_id, o.name as organization_name
      from members m join organizations o on o.id = m.organization_id
      where m.user_id = u.id
      order by (m.organization_id = s.active_organization_id) desc nulls last, m.created_at, m.id
      limit 1
    ) m
    where s.token = ${token} and s.expires_at > now()
  `.execute(db);
  return rows[0];
}

function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const split = part.indexOf('=');
    if (split > 0 && part.slice(0, split).trim() === name) return part.slice(split + 1).trim();
  }
  return undefined;
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
