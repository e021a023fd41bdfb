import type { ProblemInfo } from './problem-info.ts';

/** Signing in, accounts and members. */
export const ACCOUNT_PROBLEMS = {
  unauthenticated: {
    status: 401,
    title: 'You are not signed in',
    turn: 'you',
    remedy: 'Sign in and try again.',
    retry: 'after_change',
  },
  forbidden: {
    status: 403,
    title: 'Your role does not allow this',
    turn: 'you',
    remedy: 'Ask an owner or admin of your organization.',
    retry: 'after_change',
  },
  invalid_sign_in: {
    status: 401,
    title: 'The e-mail address or the password is wrong',
    turn: 'you',
    remedy: 'Check both and try again.',
    retry: 'after_change',
  },
  second_factor_required: {
    status: 401,
    title: 'A code of your second factor is needed',
    turn: 'you',
    remedy: 'Enter the code that your authenticator app shows, or one of your recovery codes.',
    retry: 'after_change',
  },
  invalid_second_factor: {
    status: 401,
    title: 'The code is wrong, too old or was used already',
    turn: 'you',
    remedy: 'Wait for the next code of your authenticator app, or use another recovery code.',
    retry: 'after_change',
  },
  second_factor_active: {
    status: 409,
    title: 'A second factor is in use already',
    turn: 'you',
    remedy: 'End the present one first, with your password and a code of it.',
    retry: 'after_change',
  },
  second_factor_inactive: {
    status: 409,
    title: 'No second factor is in use',
    turn: 'you',
    remedy: 'Set one up first.',
    retry: 'after_change',
  },
  no_password: {
    status: 409,
    title: 'This account has no password',
    turn: 'you',
    remedy: 'It signs in through the identity provider, which has its own second factor.',
    retry: 'after_change',
  },
  common_password: {
    status: 400,
    title: 'This password is too easy to guess',
    turn: 'you',
    remedy:
      'Choose one that is not among the common ones and not made of your name or e-mail address; several words in a row are good.',
    retry: 'after_change',
  },
  sign_up_closed: {
    status: 403,
    title: 'An account can be made here only by invitation, or not at all',
    turn: 'you',
    remedy:
      'Ask an owner or admin of your organization for an invitation and follow its link, or sign in.',
    retry: 'after_change',
  },
  single_sign_on_unavailable: {
    status: 503,
    title: 'Single sign-on is not available right now',
    turn: 'operator',
    remedy: 'Try again; if it happens again, ask your operator to check OIDC_ISSUER.',
    retry: 'on_request',
  },
  account_exists: {
    status: 409,
    title: 'There is an account with this e-mail address already',
    turn: 'you',
    remedy: 'Sign in instead.',
    retry: 'after_change',
  },
  wrong_account: {
    status: 403,
    title: 'The invitation is for another e-mail address',
    turn: 'you',
    remedy: 'Sign in, or sign up, with the address that was invited.',
    retry: 'after_change',
  },
  email_not_verified: {
    status: 403,
    title: 'Your e-mail address is not confirmed yet',
    turn: 'you',
    remedy: 'Follow the link in the mail that we sent you, then try again.',
    retry: 'after_change',
  },
  last_owner: {
    status: 409,
    title: 'An organization needs at least one owner',
    turn: 'you',
    remedy: 'Make somebody else an owner first.',
    retry: 'after_change',
  },
  already_member: {
    status: 409,
    title: 'This person is a member or invited already',
    turn: 'you',
    remedy: 'Look at the list of members and open invitations.',
    retry: 'after_change',
  },
} as const satisfies Record<string, ProblemInfo>;
