import { deAccountProblems } from './de-account-problems.ts';
import { deConnectionProblems } from './de-connection-problems.ts';
import { deCredentialLinkProblems } from './de-credential-link-problems.ts';
import { deFeedProblems } from './de-feed-problems.ts';
import { deRequestProblems } from './de-request-problems.ts';
import { deRunProblems } from './de-run-problems.ts';
import { deSealingProblems } from './de-sealing-problems.ts';
import type { enProblems } from './en-problems.ts';
import type { Translated } from './texts.ts';

export const deProblems = {
  problems: {
    ...deRequestProblems,
    ...deAccountProblems,
    ...deConnectionProblems,
    ...deCredentialLinkProblems,
    ...deSealingProblems,
    ...deRunProblems,
    ...deFeedProblems,
  },
} as const satisfies Translated<typeof enProblems>;
