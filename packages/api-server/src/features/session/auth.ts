import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from '@rita/contracts';
import { betterAuth } from 'better-auth';
import { organization } from 'better-auth/plugins';
import type { BetterAuthOptions } from 'better-auth/types';
import type { Db } from '../../platform/db/tables.ts';
import { keepAddressProof } from './address-proof.ts';
import { CLIENT_IP_HEADER } from './auth-headers.ts';
import { createAuthHooks } from './auth-hooks.ts';
import { type AuthOptions, cookiePrefix, isHttps } from './auth-options.ts';
import { accountSchema, organizationSchema } from './auth-schema.ts';
import { invitationLink } from './invitation-link.ts';
import { findPasswordAccount } from './known-device.ts';
import {
  invitationMail,
  noPasswordMail,
  passwordResetMail,
  verificationMail,
} from './mail-texts.ts';
import { createProviderClaims } from './provider-claim.ts';
import { findRecipient } from './recipient-language.ts';
import { sampleReaderSignIn } from './sample-reader-sign-in.ts';
import { singleSignOn } from './single-sign-on.ts';
import { createUnitOfWork, type UnitOfWork } from './unit-of-work.ts';

const INVITATION_SECONDS = 7 * 24 * 3600;
const MAX_MEMBERS = 10_000;
const RESET_SECONDS = 3600;

export type Auth = {
  /**
   * Answers one request to `/api/auth/*`.
   *
   * @throws better-auth's APIError, or whatever the database throws
   */
  handle: (request: Request) => Promise<Response>;
  unit: UnitOfWork;
  /** The identity providers, as their discovery documents describe them. */
  findProviders: () => Promise<readonly { id: string; issuer?: string | undefined }[]>;
};

/**
 * better-auth over our database: e-mail and password, organizations, and one OpenID Connect
 * provider where configured. It has no cookie cache, no magic links and links no accounts by
 * itself; role and membership are read by `createAuthenticate`, not by it.
 */
export function createAuth(options: AuthOptions): Auth {
  const unit = createUnitOfWork(options.kysely);
  const said = createProviderClaims();
  const auth = betterAuth({
    ...coreOptions(options),
    database: { db: unit.kysely, type: 'postgres', transaction: false },
    databaseHooks: createAuthHooks(options, { unit, said }),
    ...mailOptions(options, unit),
    plugins: [
      organizations(options, unit),
      ...singleSignOn(options, said),
      ...sampleReaderSignIn(unit.kysely, options.sampleReaders ?? []),
    ],
  });
  return {
    handle: (request) => said.run(() => auth.handler(request)),
    unit,
    findProviders: async () => {
      const { socialProviders } = await auth.$context;
      return socialProviders as { id: string; issuer?: string | undefined }[];
    },
  };
}

function coreOptions(options: AuthOptions) {
  const secure = isHttps(options.publicUrl);
  return {
    appName: 'Rita',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    trustedOrigins: [new URL(options.publicUrl).origin, ...(options.otherOrigins ?? [])],
    ...accountSchema,
    session: {
      ...accountSchema.session,
      // Sessions end then, whatever happens; authenticate.ts moves the end of one that is used.
      expiresIn: options.sessions.maxSeconds,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    account: { ...accountSchema.account, accountLinking: { enabled: false } },
    // Counted by rate-limits.ts: by account too, and kept when the transaction is dropped.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Its messages hold e-mail addresses; errors are thrown to us instead.
    logger: { disabled: true },
    // Where the browser is sent when single sign-on fails, with ?error=…
    onAPIError: { throw: true, errorURL: `${options.publicUrl}/sign-in` },
    advanced: {
      // Said outright, because better-auth leaves these checks out where NODE_ENV is “test”.
      disableOriginCheck: false,
      disableCSRFCheck: false,
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(options.publicUrl),
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { ipAddressHeaders: [CLIENT_IP_HEADER] },
      // The schema is ours: compared with the committed dump in tests.
      database: { validateSchema: false },
    },
  } satisfies BetterAuthOptions;
}

function mailOptions({ mailer, publicUrl, passwords }: AuthOptions, unit: UnitOfWork) {
  const { kysely } = unit;
  return {
    emailAndPassword: {
      enabled: true,
      minPasswordLength: MIN_PASSWORD_LENGTH,
      maxPasswordLength: MAX_PASSWORD_LENGTH,
      password: passwords,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: async ({ user, token }, request) => {
        const account = await findPasswordAccount(kysely, { userId: user.id });
        // Behind the hash, which no browser sends to a server.
        const link = `${publicUrl}/reset-password#token=${encodeURIComponent(token)}`;
        const recipient = await recipientOf(kysely, user.email, request);
        const mail = account
          ? passwordResetMail(recipient, link)
          : noPasswordMail(recipient, publicUrl);
        unit.afterCommit(() => mailer.send(mail));
      },
    },
    emailVerification: {
      // Where mails are delivered, there is no account before its address is proved (sign-up.ts).
      sendOnSignUp: false,
      sendVerificationEmail: async ({ user, url }, request) => {
        const mail = verificationMail(await recipientOf(kysely, user.email, request), url);
        unit.afterCommit(() => mailer.send(mail));
      },
      afterEmailVerification: async ({ id }) => {
        await keepAddressProof(kysely, id, mailer.delivers ? 'mail' : 'mail_file');
      },
    },
  } satisfies BetterAuthOptions;
}

/**
 * Who may accept an invitation: only the account with the invited address, and that address must
 * be proven. Where mails are delivered, the account's address has to be confirmed by mail. Where
 * none can be sent, the inviter is shown the link and hands it over: knowing its id (32 random
 * characters, shown to nobody but those who may hand out that role) is then the proof.
 */
function organizations({ mailer, publicUrl }: AuthOptions, unit: UnitOfWork) {
  return organization({
    schema: organizationSchema,
    allowUserToCreateOrganization: false,
    membershipLimit: MAX_MEMBERS,
    invitationLimit: 1_000,
    invitationExpiresIn: INVITATION_SECONDS,
    requireEmailVerificationOnInvitation: mailer.delivers,
    disableOrganizationDeletion: true,
    sendInvitationEmail: async ({ id, email, inviter, organization: { name } }, request) => {
      const recipient = await recipientOf(unit.kysely, email, request);
      const mail = invitationMail(recipient, inviter.user.name, {
        name,
        link: invitationLink(publicUrl, id),
      });
      unit.afterCommit(() => mailer.send(mail));
    },
  });
}

function recipientOf(db: Db, email: string, request: Request | undefined) {
  return findRecipient(db, email, request?.headers.get('accept-language'));
}
