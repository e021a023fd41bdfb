import {
  MAX_PASSWORD_LENGTH,
  newPasswordSchema,
  ROLES,
  SAMPLE_READERS,
  secondFactorCodeSchema,
  userText,
} from '@rita/contracts';
import { z } from 'zod';

/** What an endpoint's attempts are counted by. */
export type LimitKind = 'sign_in' | 'sign_up' | 'mail';

export type AuthEndpoint = {
  method: 'GET' | 'POST';
  /** Strict: a field that is not named here never reaches better-auth. */
  body?: z.ZodType<Record<string, unknown>>;
  limit?: LimitKind;
  /** Needs a session; the principal's organization is filled in; judged by features/members. */
  changesMembers?: true;
  /** Needs a session; judged by features/members. */
  changesInvitation?: true;
  /** Needs a session. */
  signedIn?: true;
  /** Asks once more for the password, with attempts counted by the person who is signed in. */
  confirms?: true;
};

const email = z.email().max(320);
const givenPassword = z.string().min(1).max(MAX_PASSWORD_LENGTH);
const id = z.string().min(1).max(200);
const role = z.enum(ROLES);
const callbackURL = z.string().max(2_000).optional();
const rememberMe = z.boolean().optional();
const organizationId = id.optional();

/**
 * The endpoints of better-auth that exist here, and what is ours among them, by path below `/api/auth`. All others (teams,
 * linking, impersonation, what a later version adds) answer like an unknown address.
 */
export const AUTH_ENDPOINTS: Readonly<Record<string, AuthEndpoint>> = {
  '/sign-up/email': {
    method: 'POST',
    limit: 'sign_up',
    body: z.strictObject({
      name: userText({ min: 1, max: 100 }),
      email,
      // Chosen later, by the link in a mail, where mails are delivered.
      password: newPasswordSchema.optional(),
      invitationId: id.optional(),
      rememberMe,
      callbackURL,
    }),
  },
  /** Ours: follows the link of a sign-up that is confirmed by mail. */
  '/sign-up/confirm': {
    method: 'POST',
    limit: 'sign_in',
    body: z.strictObject({ token: id, password: newPasswordSchema }),
  },
  '/sign-in/email': {
    method: 'POST',
    limit: 'sign_in',
    body: z.strictObject({
      email,
      password: givenPassword,
      code: secondFactorCodeSchema.optional(),
      rememberMe,
      callbackURL,
    }),
  },
  '/sign-in/social': {
    method: 'POST',
    limit: 'sign_in',
    body: z.strictObject({
      provider: z.string().max(50),
      callbackURL,
      errorCallbackURL: callbackURL,
      newUserCallbackURL: callbackURL,
      disableRedirect: z.boolean().optional(),
    }),
  },
  /** Ours: looks through the eyes of somebody of the sample sources (sample-readers.ts). */
  '/sign-in/sample': {
    method: 'POST',
    limit: 'sign_in',
    body: z.strictObject({ reader: z.enum(SAMPLE_READERS) }),
  },
  '/callback/oidc': { method: 'GET', limit: 'sign_in' },
  '/sign-out': { method: 'POST', body: z.strictObject({}) },
  '/change-password': {
    method: 'POST',
    confirms: true,
    signedIn: true,
    body: z
      .strictObject({
        currentPassword: givenPassword,
        newPassword: newPasswordSchema,
        revokeOtherSessions: z.boolean().optional(),
      })
      // Whoever changes a password wants to be rid of those who know the old one.
      .transform((body) => ({ ...body, revokeOtherSessions: true })),
  },
  '/request-password-reset': {
    method: 'POST',
    limit: 'mail',
    body: z.strictObject({ email, redirectTo: callbackURL }),
  },
  '/reset-password': {
    method: 'POST',
    limit: 'sign_in',
    body: z.strictObject({ token: id, newPassword: newPasswordSchema }),
  },
  '/send-verification-email': {
    method: 'POST',
    limit: 'mail',
    signedIn: true,
    body: z.strictObject({ email, callbackURL }),
  },
  '/verify-email': { method: 'GET', limit: 'sign_in' },
  '/organization/list': { method: 'GET', signedIn: true },
  '/organization/set-active': {
    method: 'POST',
    signedIn: true,
    body: z.strictObject({ organizationId: id }),
  },
  '/organization/invite-member': {
    method: 'POST',
    limit: 'mail',
    changesMembers: true,
    body: z.strictObject({ email, role, organizationId, resend: z.boolean().optional() }),
  },
  '/organization/accept-invitation': {
    method: 'POST',
    changesInvitation: true,
    body: z.strictObject({ invitationId: id }),
  },
  '/organization/reject-invitation': {
    method: 'POST',
    changesInvitation: true,
    body: z.strictObject({ invitationId: id }),
  },
  '/organization/cancel-invitation': {
    method: 'POST',
    changesInvitation: true,
    body: z.strictObject({ invitationId: id }),
  },
  '/organization/update-member-role': {
    method: 'POST',
    changesMembers: true,
    body: z.strictObject({ memberId: id, role, organizationId }),
  },
  '/organization/remove-member': {
    method: 'POST',
    changesMembers: true,
    body: z.strictObject({ memberIdOrEmail: z.string().min(1).max(320), organizationId }),
  },
  '/organization/leave': {
    method: 'POST',
    changesMembers: true,
    body: z.strictObject({ organizationId }),
  },
};
