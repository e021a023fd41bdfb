import type { ProblemInfo } from './problem-info.ts';

/** Why a secret cannot be sent, or was not taken. */
export const SEALING_PROBLEMS = {
  sealing_required: {
    status: 400,
    title: 'Credentials are taken only when they are sealed',
    turn: 'you',
    remedy:
      'Use the form of the page, which seals them in the browser, or seal them for the connector’s key. Only the operator can allow plain ones, for a connector without keys: SEALED_CREDENTIALS=optional.',
    retry: 'after_change',
  },
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
} as const satisfies Record<string, ProblemInfo>;
