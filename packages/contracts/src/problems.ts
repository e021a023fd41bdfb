import { z } from 'zod';
import { ACCOUNT_PROBLEMS } from './problems/account-problems.ts';
import { CONNECTION_PROBLEMS } from './problems/connection-problems.ts';
import { CREDENTIAL_LINK_PROBLEMS } from './problems/credential-link-problems.ts';
import { FEED_PROBLEMS } from './problems/feed-problems.ts';
import type { ProblemInfo } from './problems/problem-info.ts';
import { REQUEST_PROBLEMS } from './problems/request-problems.ts';
import { RUN_PROBLEMS } from './problems/run-problems.ts';
import { SEALING_PROBLEMS } from './problems/sealing-problems.ts';

export * from './problems/problem-info.ts';

/**
 * The closed list of everything that can go wrong in front of a user, an API
 * caller or a connector. A message that is not in this table never reaches them.
 * Codes are stable: they are part of the API.
 */
export const PROBLEMS = {
  ...REQUEST_PROBLEMS,
  ...ACCOUNT_PROBLEMS,
  ...CONNECTION_PROBLEMS,
  ...CREDENTIAL_LINK_PROBLEMS,
  ...FEED_PROBLEMS,
  ...SEALING_PROBLEMS,
  ...RUN_PROBLEMS,
} as const satisfies Record<string, ProblemInfo>;

export type ProblemCode = keyof typeof PROBLEMS;
/** How a verification or a sync can fail. */
export type RunProblemCode = keyof typeof RUN_PROBLEMS;
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
