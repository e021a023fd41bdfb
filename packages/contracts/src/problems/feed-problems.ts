import type { ProblemInfo } from './problem-info.ts';

/** What stands in the way of a copy of the documents. */
export const FEED_PROBLEMS = {
  feed_cursor_invalid: {
    status: 400,
    title: 'This cursor was not made here for you',
    turn: 'you',
    remedy:
      'Send a cursor as it was answered, with the same account or key; without one, export again (GET /api/documents/export).',
    retry: 'after_change',
  },
  feed_cursor_expired: {
    status: 410,
    title: 'What changed since this cursor is not known any more',
    turn: 'you',
    remedy: 'Export again (GET /api/documents/export), and go on with the cursor in its last line.',
    retry: 'after_change',
  },
  feed_not_supported: {
    status: 409,
    title: 'This connector does not tell what changed',
    turn: 'operator',
    remedy: 'Use a connector that names “document_feed” among its abilities.',
    retry: 'after_change',
  },
  too_many_exports: {
    status: 429,
    title: 'As many exports are under way as may be',
    turn: 'you',
    remedy: 'Wait for one of them to end, then try again.',
    retry: 'on_request',
  },
  webhook_exists: {
    status: 409,
    title: 'A program is told of changes already',
    turn: 'you',
    remedy: 'Change the address that there is, or remove it first.',
    retry: 'after_change',
  },
} as const satisfies Record<string, ProblemInfo>;
