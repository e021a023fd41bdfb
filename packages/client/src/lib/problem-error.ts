import { PROBLEMS, type Problem, type ProblemCode } from '@rita/contracts';

/** A request that was refused or could not be made; `problem` is what to show. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** When to try again, in seconds, where the server said so. */
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A problem of the closed list, made on this side: no network, or an answer that nobody can read. */
export function localProblem(code: ProblemCode): Problem {
  const info = PROBLEMS[code];
  return {
    type: `/problems/${code}`,
    title: info.title,
    status: info.status,
    code,
    detail: info.remedy,
  };
}

/** What to show for whatever was thrown. */
export function problemOf(error: unknown): Problem {
  return error instanceof ProblemError ? error.problem : localProblem('internal_error');
}

export function isProblem(error: unknown, code: ProblemCode): boolean {
  return error instanceof ProblemError && error.problem.code === code;
}
