import { PROBLEM_CODES, PROBLEMS } from '@rita/contracts';
import type { AlertMessages } from './alert-messages.ts';

const titles = PROBLEM_CODES.map((code) => [code, PROBLEMS[code].title]);

/** The lines of mails about connections, as ICU messages; causes in the words of the API. */
export const en: AlertMessages = {
  lines: {
    failed:
      '{count, plural, one {Sync failed} other {# sources cannot be synced}}: {sources}. {cause}.',
    access_lost:
      '{count, plural, one {Access lost} other {Access lost to # sources}}: {sources}. {cause}.',
    held: '{count, plural, one {A sync waits for you} other {# syncs wait for you}}: {sources}. {cause}.',
    silent: '{count, plural, one {No word} other {No word from # sources}}: {sources}. {cause}.',
    expiring:
      '{count, plural, one {Credentials expire soon} other {Credentials of # sources expire soon}}: {sources}. {cause}.',
    repaired: '{count, plural, one {Works again} other {# sources work again}}: {sources}.',
  },
  causes: {
    ...Object.fromEntries(titles),
    credentials_required: 'The connector holds no credentials',
    run_silent: 'The sync gives no sign of life any more',
    sync_overdue: 'The sync that is due does not begin',
    permissions_stale: 'Permissions are too old to be believed',
    expires_in_30_days: 'The credentials expire in less than 30 days',
    expires_in_14_days: 'The credentials expire in less than 14 days',
    expires_in_3_days: 'The credentials expire in less than 3 days',
    other: 'The page of the source says why',
  },
};
