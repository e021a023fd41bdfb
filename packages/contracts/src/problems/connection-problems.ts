import type { ProblemInfo } from './problem-info.ts';

/** What stands in the way of a change of a connection. */
export const CONNECTION_PROBLEMS = {
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
  too_many_words: {
    status: 400,
    title: 'The search has too many words',
    turn: 'you',
    remedy: 'Search for at most 16 different words.',
    retry: 'after_change',
  },
  search_took_too_long: {
    status: 422,
    title: 'The search took too long',
    turn: 'you',
    remedy: 'Search for more telling words, or in one data source only.',
    retry: 'after_change',
  },
  preview_not_supported: {
    status: 409,
    title: 'This connector cannot preview a sync',
    turn: 'operator',
    remedy: 'Sync at once, or use a connector that names “preview” among its abilities.',
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
  access_not_supported: {
    status: 409,
    title: 'This connector cannot read who may read what',
    turn: 'operator',
    remedy:
      'Use a connector that names “access_checks” among its abilities, or let everybody in the organization find these documents.',
    retry: 'after_change',
  },
} as const satisfies Record<string, ProblemInfo>;
