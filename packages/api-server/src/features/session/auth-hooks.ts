import type { BetterAuthOptions } from 'better-auth/types';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { actorLabel, createOwnOrganization } from './own-organization.ts';

/** Set by us on every request to better-auth, never taken from the client. */
export const CLIENT_IP_HEADER = 'x-rita-client-ip';

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>;

/** Tokens of the identity provider are not needed after the sign-in, so they are not kept. */
const WITHOUT_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
};

/** Endpoints whose new session is not a sign-in of its own. */
const NO_SIGN_IN = ['/sign-up/email', '/change-password'];

/**
 * What belongs to a new user and a new session whichever way they come about. better-auth runs
 * the `after` hooks within our unit of work, so they are kept or dropped with the row.
 */
export function createAuthHooks(db: Db): Hooks {
  return {
    user: {
      create: {
        before: async (user) => ({ data: { name: nameOf(user), email: user.email.toLowerCase() } }),
        after: async (user, context) => {
          const ip = addressOf(context);
          const organization = await createOwnOrganization(db, user, { ip, isSignUp: true });
          await db
            .updateTable('sessions')
            .set({ active_organization_id: organization.id })
            .where('user_id', '=', user.id)
            .where('active_organization_id', 'is', null)
            .execute();
        },
      },
    },
    account: {
      create: { before: async () => ({ data: WITHOUT_TOKENS }) },
      update: { before: async () => ({ data: WITHOUT_TOKENS }) },
    },
    session: {
      create: {
        after: async (session, context) => {
          await deleteEndedSessions(db, session.userId);
          if (context?.path && NO_SIGN_IN.includes(context.path)) return;
          await auditSignIn(db, session.id, addressOf(context));
        },
      },
    },
  };
}

async function deleteEndedSessions(db: Db, userId: string) {
  await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
}

async function auditSignIn(db: Db, sessionId: string, ip: string | null) {
  const found = await db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .leftJoin('members as m', 'm.user_id', 'u.id')
    .select(['u.id', 'u.name', 'u.email', 'm.organization_id'])
    .where('s.id', '=', sessionId)
    .orderBy(
      (eb) => eb('m.organization_id', '=', eb.ref('s.active_organization_id')),
      (order) => order.desc().nullsLast(),
    )
    .orderBy('m.created_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  const organizationId =
    found.organization_id ?? (await createOwnOrganization(db, found, { ip, isSignUp: false })).id;
  await insertAuditEvents(db, organizationId, [
    {
      action: 'session.signed_in',
      actor_type: 'user',
      actor_id: found.id,
      actor_label: actorLabel(found),
      object_type: 'session',
      object_id: sessionId,
      ip,
    },
  ]);
}

function nameOf(user: { name: string; email: string }): string {
  const name = user.name.trim().slice(0, 100);
  return name === '' ? (user.email.split('@')[0] ?? user.email).slice(0, 100) : name;
}

function addressOf(context: { headers?: Headers | undefined } | null | undefined): string | null {
  return context?.headers?.get(CLIENT_IP_HEADER) || null;
}
