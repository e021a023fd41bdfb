import type { ProblemInfo } from './problem-info.ts';

/** How a verification or a sync can fail. */
export const RUN_PROBLEMS = {
  invalid_credentials: {
    status: 422,
    title: 'The source did not accept the credentials',
    turn: 'you',
    remedy: 'Check the account and enter the secret again.',
    retry: 'after_change',
  },
  sign_in_page: {
    status: 422,
    title: 'A sign-in page answers instead of the source',
    turn: 'source_admin',
    remedy:
      'The credentials may be right: something in front of the source, such as single sign-on or a proxy, asks people to sign in. Ask the administrator to let the connector through to the API.',
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
  access_emptied: {
    status: 422,
    title: 'The source named no people at all, though it did before',
    turn: 'source_admin',
    remedy:
      'Check that the account of this connection may still list people and groups. Until it does, nobody finds these documents.',
    retry: 'automatic',
  },
} as const satisfies Record<string, ProblemInfo>;
