import { type Problem, problemSchema } from '@rita/contracts';
import { ProblemError } from '../../platform/http/problems.ts';

/** What the connector says of a question that whoever asked it can mend; all else is its own trouble. */
const PASSED_ON: readonly Problem['code'][] = [
  'too_many_requests',
  'search_took_too_long',
  'feed_cursor_invalid',
  'feed_cursor_expired',
  'too_many_exports',
];

type Refusal = {
  type: string | null | undefined;
  retryAfter: string | string[] | null | undefined;
  text: string;
};

/** Throws `ProblemError` for such an answer, of which content type, `Retry-After` and text are given. */
export function passOnProblem({ type, retryAfter, text }: Refusal): void {
  const isProblem = type?.startsWith('application/problem+json');
  const problem = isProblem ? problemSchema.safeParse(JSON.parse(text)).data : undefined;
  if (problem === undefined || !PASSED_ON.includes(problem.code)) return;
  const seconds = Number(retryAfter ?? Number.NaN);
  const retry = Number.isInteger(seconds) && seconds > 0 ? { retryAfterSeconds: seconds } : {};
  throw new ProblemError(problem.code, retry);
}
