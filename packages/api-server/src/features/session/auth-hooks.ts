import { APIError } from 'better-auth/api';
import type { BetterAuthOptions } from 'better-auth/types';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { auditAccount } from '../account/account-audit.ts';
import { requireSecondFactor, secondFactorKey } from '../account/prove-second-factor.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { keepProviderClaim } from './address-proof.ts';
import { CLIENT_IP_HEADER, SECOND_FACTOR_HEADER } from './auth-headers.ts';
import type { AuthOptions } from './auth-options.ts';
import { accountChangedMail } from './mail-texts.ts';
import { actorLabel, createOwnOrganization } from './own-organization.ts';
import type { ProviderClaim, ProviderClaims } from './provider-claim.ts';
import { findRecipient, keepLanguage } from './recipient-language.ts';
import { joinSampleReaders } from './sample-readers.ts';
import { mayArrive } from './sign-up-policy.ts';
import type { UnitOfWork } from './unit-of-work.ts';

type Hooks = NonNullable<BetterAuthOptions['databaseHooks']>;
type Context = { path?: string | undefined; headers?: Headers | undefined } | null | undefined;

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
export function createAuthHooks(
  options: AuthOptions,
  { unit, said }: { unit: UnitOfWork; said: ProviderClaims },
): Hooks {
  const db = unit.kysely;
  return {
    user: {
      create: {
        before: async (user, context) => {
          if (context?.path !== '/sign-up/email') {
            await requireArrival({ ...options, kysely: db }, user, said.current());
          }
          return { data: { name: nameOf(user), email: user.email.toLowerCase() } };
        },
        after: (user, context) => arrive({ ...options, kysely: db }, user, context),
      },
    },
    account: {
      create: { before: async () => ({ data: WITHOUT_TOKENS }) },
      update: { before: async () => ({ data: WITHOUT_TOKENS }) },
    },
    session: {
      create: {
        before: ({ userId }, context) => requireProof({ options, unit, context }, userId),
        after: async (session, context) => {
          await deleteEndedSessions(db, session.userId);
          await endWhenIdle(db, session.id, options.sessions.idleSeconds);
          await keepLanguage(db, session.userId, context?.headers?.get('accept-language'));
          if (context?.path && NO_SIGN_IN.includes(context.path)) return;
          if (context?.path?.startsWith('/callback/')) {
            await keepProviderClaim(db, session.userId, said.current());
          }
          await auditSignIn(db, session.id, addressOf(context));
        },
      },
    },
  };
}

/** Sign-ups with a password were judged before (sign-up-policy.ts); whatever else makes users, here. */
async function requireArrival(
  options: Pick<AuthOptions, 'signUp' | 'kysely'>,
  user: { email: string },
  claim: ProviderClaim | undefined,
) {
  const said = claim?.address === user.email.toLowerCase() ? claim.state : 'denied';
  if (await mayArrive(options, { email: user.email, said })) return;
  // better-auth sends the browser back to the sign-in page with the code of its own error class.
  throw new APIError('FORBIDDEN', { code: 'sign_up_closed' });
}

async function arrive(
  { kysely: db, sampleReaders = [] }: Pick<AuthOptions, 'kysely' | 'sampleReaders'>,
  user: { id: string; name: string; email: string },
  context: Context,
): Promise<void> {
  const ip = addressOf(context);
  const organization = await createOwnOrganization(db, user, { ip, isSignUp: true });
  await db
    .updateTable('sessions')
    .set({ active_organization_id: organization.id })
    .where('user_id', '=', user.id)
    .where('active_organization_id', 'is', null)
    .execute();
  await joinSampleReaders(db, sampleReaders);
}

/**
 * No session comes about without the second factor of whoever has one, whichever way was taken; only
 * a changed password replaces a session of somebody who is signed in.
 */
async function requireProof(
  given: { options: AuthOptions; unit: UnitOfWork; context: Context },
  userId: string,
): Promise<void> {
  const { options, unit, context } = given;
  if (context?.path === '/change-password') return;
  const header = context?.headers?.get(SECOND_FACTOR_HEADER);
  const code = header ? decodeURIComponent(header) : undefined;
  const key = secondFactorKey(options.secret);
  const proof = await requireSecondFactor(unit.kysely, key, { userId, code });
  if (proof !== 'recovery_code') return;
  const user = await unit.kysely
    .selectFrom('users')
    .select(['id', 'name', 'email'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const ip = addressOf(context);
  const action = 'second_factor.recovery_code_used';
  await auditAccount(unit.kysely, user, { action, actor: 'user', ip });
  const asked = context?.headers?.get('accept-language');
  const recipient = await findRecipient(unit.kysely, user.email, asked);
  const mail = accountChangedMail(recipient, 'recovery_code_used', options.publicUrl);
  unit.afterCommit(() => options.mailer.send(mail));
}

async function deleteEndedSessions(db: Db, userId: string) {
  await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('expires_at', '<', sql<Date>`now()`)
    .execute();
}

/** It was made to last as long as it may; unused it ends sooner. */
async function endWhenIdle(db: Db, sessionId: string, idleSeconds: number) {
  await db
    .updateTable('sessions')
    .set({
      expires_at: sql<Date>`least(must_end_at, now() + make_interval(secs => ${idleSeconds}))`,
    })
    .where('id', '=', sessionId)
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

function addressOf(context: Context): string | null {
  return context?.headers?.get(CLIENT_IP_HEADER) || null;
}
