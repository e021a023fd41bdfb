import type { ProblemInfo } from './problem-info.ts';

/** What is wrong with a request, or stands in its way. */
export const REQUEST_PROBLEMS = {
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
  headers_too_large: {
    status: 431,
    title: 'The headers of the request are too large',
    turn: 'you',
    remedy: 'Send smaller headers; where a browser sent them, remove the cookies of this site.',
    retry: 'after_change',
  },
  request_timed_out: {
    status: 408,
    title: 'The request took too long to arrive',
    turn: 'nobody',
    remedy: 'Try again.',
    retry: 'on_request',
  },
  unknown_host: {
    status: 421,
    title: 'The request is for another host',
    turn: 'operator',
    remedy: 'Use the address in PUBLIC_URL; a proxy has to pass its host on.',
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
  too_many_requests: {
    status: 429,
    title: 'Too many requests',
    turn: 'you',
    remedy: 'Wait for the time given in Retry-After, then try again.',
    retry: 'on_request',
  },
  too_many_streams: {
    status: 429,
    title: 'You are connected from too many browsers',
    turn: 'you',
    remedy: 'Close this app where you do not need it; live updates then begin here.',
    retry: 'automatic',
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
} as const satisfies Record<string, ProblemInfo>;
