import type { ProblemInfo } from './problem-info.ts';

/** Why a link for credentials leads nowhere any more. */
export const CREDENTIAL_LINK_PROBLEMS = {
  credential_link_used: {
    status: 410,
    title: 'This link was used already',
    turn: 'nobody',
    remedy: 'Access was proven with what was entered. Nothing more is needed.',
    retry: 'after_change',
  },
  credential_link_expired: {
    status: 410,
    title: 'This link has expired',
    turn: 'you',
    remedy: 'Ask whoever sent it for a new one.',
    retry: 'after_change',
  },
  credential_link_ended: {
    status: 410,
    title: 'This link is not valid any more',
    turn: 'you',
    remedy: 'It was taken back, or what it was made for has changed. Ask whoever sent it.',
    retry: 'after_change',
  },
} as const satisfies Record<string, ProblemInfo>;
