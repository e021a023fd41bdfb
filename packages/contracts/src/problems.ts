import { z } from 'zod';

/** Whose turn it is when something went wrong. */
export const TURNS = ['you', 'source_admin', 'operator', 'nobody'] as const;
export type Turn = (typeof TURNS)[number];

export type ProblemInfo = {
  /** HTTP status when the problem answers a request. */
  status: number;
  /** One plain sentence without a full stop. */
  title: string;
  turn: Turn;
  /** What to do about it, in one or two sentences. */
  remedy: string;
  /** Whether we try again without being asked. */
  retry: 'automatic' | 'after_change' | 'on_request';
};

/**
 * The closed list of everything that can go wrong in front of a user, an API
 * caller or a connector. A message that is not in this table never reaches them.
 * Codes are stable: they are part of the API.
 */
export const PROBLEMS = {
  // ---- the request
  malformed_request: {
    status: 400,
    title: 'The request could not be read',
    turn: 'you',
    remedy: 'Send well-formed JSON without NUL characters or lone surrogates.',
    retry: 'after_change',
  },
  validation_failed: {
    status: 400,
    title: 'The request has fields that are missing or wrong',
    turn: 'you',
    remedy: 'Correct the fields named in “errors”.',
    retry: 'after_change',
  },
  unknown_setting: {
    status: 400,
    title: 'The request has a setting that this type of source does not have',
    turn: 'you',
    remedy:
      'Leave out the fields named in “errors”. Credentials belong in “credentials”, never in “settings”.',
    retry: 'after_change',
  },
  unknown_source_type: {
    status: 400,
    title: 'There is no such type of data source',
    turn: 'you',
    remedy: 'Use one of the types listed by GET /api/data-source-types.',
    retry: 'after_change',
  },
  credentials_required: {
    status: 400,
    title: 'Credentials are needed to verify this connection',
    turn: 'you',
    remedy: 'Enter the credentials; the connector holds none for this connection.',
    retry: 'after_change',
  },
  sealing_required: {
    status: 400,
    title: 'Credentials are taken only when they are sealed',
    turn: 'you',
    remedy:
      'Use the form of the page, which seals them in the browser, or seal them for the connector’s key. Only the operator can allow plain ones, for a connector without keys: SEALED_CREDENTIALS=optional.',
    retry: 'after_change',
  },
  not_configured: {
    status: 400,
    title: 'This connection is not configured yet',
    turn: 'you',
    remedy: 'Configure the connection, verify it and save it, then try again.',
    retry: 'after_change',
  },
  query_not_supported: {
    status: 409,
    title: 'This data source does not answer queries',
    turn: 'you',
    remedy: 'Search in what was synced instead. Only web search answers queries at once.',
    retry: 'after_change',
  },
  preview_not_supported: {
    status: 409,
    title: 'This connector cannot preview a sync',
    turn: 'operator',
    remedy: 'Sync at once, or use a connector that names “preview” among its abilities.',
    retry: 'after_change',
  },
  owner_required: {
    status: 403,
    title: 'Only an owner may decide this',
    turn: 'you',
    remedy: 'Ask an owner of your organization.',
    retry: 'after_change',
  },
  access_not_supported: {
    status: 409,
    title: 'This connector cannot read who may read what',
    turn: 'operator',
    remedy:
      'Use a connector that names “access_checks” among its abilities, or let everybody in the organization find these documents.',
    retry: 'after_change',
  },
  unknown_account: {
    status: 409,
    title: 'The source has no such account any more',
    turn: 'you',
    remedy: 'Look for the account once more. It may have been removed at the source.',
    retry: 'after_change',
  },
  domain_exists: {
    status: 409,
    title: 'Your organization has this domain on its list already',
    turn: 'you',
    remedy: 'Look at the record that is asked for it, and check it again.',
    retry: 'after_change',
  },
  too_many_domains: {
    status: 409,
    title: 'Your organization has as many domains as it may have',
    turn: 'you',
    remedy: 'Remove one that is not needed any more.',
    retry: 'after_change',
  },
  not_scheduled: {
    status: 409,
    title: 'This connection has no schedule',
    turn: 'you',
    remedy: 'Choose a schedule first; without one there is nothing to pause.',
    retry: 'after_change',
  },
  decision_outdated: {
    status: 409,
    title: 'What was decided about is not as it was',
    turn: 'you',
    remedy: 'Look at the number of documents that would be removed now, then decide again.',
    retry: 'after_change',
  },
  payload_too_large: {
    status: 413,
    title: 'The request is too large',
    turn: 'you',
    remedy: 'Send less at once.',
    retry: 'after_change',
  },
  unsupported_media_type: {
    status: 415,
    title: 'The request has a content type that is not accepted',
    turn: 'you',
    remedy: 'Send application/json.',
    retry: 'after_change',
  },
  unauthenticated: {
    status: 401,
    title: 'You are not signed in',
    turn: 'you',
    remedy: 'Sign in and try again.',
    retry: 'after_change',
  },
  invalid_signature: {
    status: 401,
    title: 'The signature of the request is missing or wrong',
    turn: 'operator',
    remedy:
      'Check that both services have the same CONNECTOR_WEBHOOK_SECRET and that their clocks agree.',
    retry: 'after_change',
  },
  forbidden: {
    status: 403,
    title: 'Your role does not allow this',
    turn: 'you',
    remedy: 'Ask an owner or admin of your organization.',
    retry: 'after_change',
  },
  foreign_origin: {
    status: 403,
    title: 'The request comes from another site',
    turn: 'you',
    remedy: 'Use the app at its own address.',
    retry: 'after_change',
  },
  not_found: {
    status: 404,
    title: 'What was asked for is not there',
    turn: 'you',
    remedy:
      'Check the address and the selection: it may have been removed or renamed, or the account may not see it.',
    retry: 'after_change',
  },
  method_not_allowed: {
    status: 405,
    title: 'This address does not support that method',
    turn: 'you',
    remedy: 'See /docs for the methods of each address.',
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
  connection_exists: {
    status: 409,
    title: 'Your organization already has a connection of this type',
    turn: 'you',
    remedy: 'Edit the existing connection instead.',
    retry: 'after_change',
  },
  run_in_progress: {
    status: 409,
    title: 'A verification or sync of this connection is already running',
    turn: 'nobody',
    remedy: 'Wait until it ends, or cancel it.',
    retry: 'on_request',
  },
  no_run_in_progress: {
    status: 409,
    title: 'Nothing is running on this connection',
    turn: 'nobody',
    remedy: 'There is nothing to cancel: it has ended already.',
    retry: 'on_request',
  },
  version_conflict: {
    status: 412,
    title: 'Somebody else has changed this connection meanwhile',
    turn: 'you',
    remedy: 'Look at the newer version, then make your change again.',
    retry: 'after_change',
  },
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    turn: 'you',
    remedy: 'Wait for the time given in Retry-After, then try again.',
    retry: 'on_request',
  },
  internal_error: {
    status: 500,
    title: 'Something went wrong on our side',
    turn: 'operator',
    remedy: 'Try again; if it happens again, give the request id to your operator.',
    retry: 'on_request',
  },
  service_unavailable: {
    status: 503,
    title: 'The service cannot answer right now',
    turn: 'nobody',
    remedy: 'Try again in a moment.',
    retry: 'on_request',
  },
  documents_unavailable: {
    status: 502,
    title: 'The connector cannot show documents right now',
    turn: 'operator',
    remedy: 'Check that the connector is running and reachable.',
    retry: 'on_request',
  },

  // ---- sealing in the browser: why a secret cannot be sent
  sealing_impossible: {
    status: 409,
    title: 'This page cannot seal credentials',
    turn: 'operator',
    remedy: 'Browsers seal only on https and on localhost. Open the app at such an address.',
    retry: 'after_change',
  },
  connector_key_unavailable: {
    status: 503,
    title: 'The connector cannot be reached, so that nothing can be sealed for it',
    turn: 'operator',
    remedy: 'Nothing was sent. We ask again every few seconds; what you typed stays here.',
    retry: 'automatic',
  },
  connector_key_missing: {
    status: 409,
    title: 'The connector offers no signed key to seal for',
    turn: 'operator',
    remedy:
      'Use a newer version of the connector. For one that has no keys at all, the operator can allow plain credentials: SEALED_CREDENTIALS=optional.',
    retry: 'after_change',
  },
  connector_key_invalid: {
    status: 409,
    title: 'The key that is offered for sealing was not signed by the connector',
    turn: 'operator',
    remedy:
      'Nothing was sent. Somebody between this page and the connector may have changed the key: compare it with `npm run connector-key`.',
    retry: 'after_change',
  },
  connector_key_untrusted: {
    status: 409,
    title: 'The key that is offered for sealing belongs to another connector than the one trusted',
    turn: 'operator',
    remedy:
      'Nothing was sent. If the connector was set up anew, compare `npm run connector-key` with what the page shows, and set CONNECTOR_ROOT_KEY of the app.',
    retry: 'after_change',
  },
  connector_key_expired: {
    status: 409,
    title: 'The key that is offered for sealing is out of date',
    turn: 'operator',
    remedy: 'Nothing was sent. Check that the clocks of the app and the connector agree.',
    retry: 'after_change',
  },

  // ---- the run: how a verification or a sync can fail
  sealed_credentials_expired: {
    status: 422,
    title: 'The sealed credentials came too late',
    turn: 'you',
    remedy: 'They are good for ten minutes. Enter the secret again.',
    retry: 'after_change',
  },
  sealed_credentials_misdirected: {
    status: 422,
    title: 'The credentials were sealed for something else than what was asked',
    turn: 'you',
    remedy:
      'They open only for the address, account, connection and person that they were entered for. Look at the settings, which somebody may have changed meanwhile, and enter the secret again.',
    retry: 'after_change',
  },
  sealed_credentials_unknown_key: {
    status: 422,
    title: 'The credentials were sealed for a key that the connector does not have',
    turn: 'you',
    remedy: 'The connector may have new keys. Reload the page and enter the secret again.',
    retry: 'after_change',
  },
  sealed_credentials_unreadable: {
    status: 422,
    title: 'The sealed credentials could not be opened',
    turn: 'you',
    remedy: 'They were damaged or changed on their way. Enter the secret again.',
    retry: 'after_change',
  },
  sealed_credentials_outdated: {
    status: 400,
    title: 'The credentials were sealed in a form that is not taken any more',
    turn: 'you',
    remedy: 'Reload the page and enter the secret again; app and connector need the same version.',
    retry: 'after_change',
  },
  invalid_credentials: {
    status: 422,
    title: 'The source did not accept the credentials',
    turn: 'you',
    remedy: 'Check the account and enter the secret again.',
    retry: 'after_change',
  },
  credentials_expired: {
    status: 422,
    title: 'The secret has expired',
    turn: 'you',
    remedy: 'Create a new secret at the source and enter it here.',
    retry: 'after_change',
  },
  settings_not_verified: {
    status: 422,
    title: 'The address or account changed after access was proven',
    turn: 'you',
    remedy:
      'Verify again with the secret. It is never sent to an address that it was not entered for.',
    retry: 'after_change',
  },
  insufficient_permissions: {
    status: 422,
    title: 'The account may not read what was chosen',
    turn: 'source_admin',
    remedy: 'Ask the administrator of the source to give the account read access.',
    retry: 'after_change',
  },
  wrong_edition: {
    status: 422,
    title: 'Something else answers at this address',
    turn: 'you',
    remedy: 'Check the address, and that the kind of credential fits the edition of the product.',
    retry: 'after_change',
  },
  rate_limited: {
    status: 422,
    title: 'The source asked us to slow down for too long',
    turn: 'nobody',
    remedy: 'Try again later; the documents fetched so far are kept.',
    retry: 'automatic',
  },
  unreachable: {
    status: 422,
    title: 'The source does not answer',
    turn: 'you',
    remedy: 'Check the address. If it is right, the source may be down or closed to the connector.',
    retry: 'automatic',
  },
  blocked_address: {
    status: 422,
    title: 'The connector may not call this address',
    turn: 'operator',
    remedy:
      'Only public https addresses are called. For an on-premise source, ask the operator to add it to EGRESS_ALLOW.',
    retry: 'after_change',
  },
  tls_error: {
    status: 422,
    title: 'The certificate of the source could not be trusted',
    turn: 'source_admin',
    remedy: 'Ask the administrator of the source for a valid certificate for this host name.',
    retry: 'after_change',
  },
  timeout: {
    status: 422,
    title: 'The source took too long to answer',
    turn: 'nobody',
    remedy: 'Try again; if it happens again, ask the administrator of the source.',
    retry: 'automatic',
  },
  upstream_error: {
    status: 422,
    title: 'The source reported an error of its own',
    turn: 'source_admin',
    remedy: 'Try again; if it happens again, ask the administrator of the source.',
    retry: 'automatic',
  },
  list_unproven: {
    status: 422,
    title: 'A list of the source did not come to an end that can be trusted',
    turn: 'source_admin',
    remedy:
      'What was listed is read, and nothing is removed. The next sync lists again; if it happens each time, ask the administrator of the source.',
    retry: 'automatic',
  },
  not_readable: {
    status: 422,
    title: 'This holds nothing that can be read',
    turn: 'you',
    remedy: 'Save it in a format that is read, such as docx, xlsx, pptx, pdf or plain text.',
    retry: 'after_change',
  },
  access_emptied: {
    status: 422,
    title: 'The source named no people at all, though it did before',
    turn: 'source_admin',
    remedy:
      'Check that the account of this connection may still list people and groups. Until it does, nobody finds these documents.',
    retry: 'automatic',
  },
  nothing_found: {
    status: 422,
    title: 'The source has nothing to read for this account',
    turn: 'source_admin',
    remedy: 'Give the account access to at least one space, base, library or page.',
    retry: 'after_change',
  },
  too_many_deletions: {
    status: 422,
    title: 'The sync would remove an unusual share of the documents',
    turn: 'you',
    remedy: 'Look at what would go, then confirm it or change the selection.',
    retry: 'after_change',
  },
  driver_missing: {
    status: 422,
    title: 'This connector cannot read this type of source yet',
    turn: 'operator',
    remedy: 'Use a connector that supports it, or wait for a version that does.',
    retry: 'after_change',
  },
  connector_unreachable: {
    status: 422,
    title: 'The connector could not be reached',
    turn: 'operator',
    remedy: 'Check that the connector is running and that CONNECTOR_WEBHOOK_URL is right.',
    retry: 'on_request',
  },
  connector_gone: {
    status: 422,
    title: 'The connector is gone from its address',
    turn: 'operator',
    remedy: 'Set CONNECTOR_WEBHOOK_URL to where the connector is now, and restart the app.',
    retry: 'after_change',
  },
  connector_rejected: {
    status: 422,
    title: 'The connector refused the request',
    turn: 'operator',
    remedy:
      'Check that both services have the same CONNECTOR_WEBHOOK_SECRET and that their clocks agree.',
    retry: 'on_request',
  },
  timed_out: {
    status: 422,
    title: 'No result came in time',
    turn: 'operator',
    remedy: 'Try again; if it happens again, check the connector.',
    retry: 'on_request',
  },
  interrupted: {
    status: 422,
    title: 'The run was interrupted',
    turn: 'nobody',
    remedy:
      'Start it again. After a verification the secret has to be entered again, because nobody kept it.',
    retry: 'on_request',
  },
  sync_failed: {
    status: 422,
    title: 'The sync failed',
    turn: 'operator',
    remedy: 'See the details, then try again.',
    retry: 'on_request',
  },
  verification_failed: {
    status: 422,
    title: 'The verification failed',
    turn: 'you',
    remedy: 'See the details, correct the settings or the secret, then try again.',
    retry: 'after_change',
  },
} as const satisfies Record<string, ProblemInfo>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

export function isProblemCode(value: unknown): value is ProblemCode {
  return typeof value === 'string' && Object.hasOwn(PROBLEMS, value);
}

/** The body of every error answer, `application/problem+json` (RFC 9457). */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(PROBLEM_CODES),
  /** What to do about it. */
  detail: z.string(),
  instance: z.string().optional(),
  request_id: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** The run that stands in the way (`run_in_progress`). */
  run_id: z.string().optional(),
  /** The version that is stored (`version_conflict`). */
  version: z.int().optional(),
});
export type Problem = z.output<typeof problemSchema>;
