import { arAccountProblems } from './ar-account-problems.ts';
import { arConnectionProblems } from './ar-connection-problems.ts';
import { arCredentialLinkProblems } from './ar-credential-link-problems.ts';
import { arFeedProblems } from './ar-feed-problems.ts';
import { arRequestProblems } from './ar-request-problems.ts';
import { arRunProblems } from './ar-run-problems.ts';
import { arSealingProblems } from './ar-sealing-problems.ts';
import type { enProblems } from './en-problems.ts';
import type { Translated } from './texts.ts';

export const arProblems = {
  problems: {
    ...arRequestProblems,
    ...arAccountProblems,
    ...arConnectionProblems,
    ...arCredentialLinkProblems,
    ...arSealingProblems,
    ...arRunProblems,
    ...arFeedProblems,
  },
} as const satisfies Translated<typeof enProblems>;
