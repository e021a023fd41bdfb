import { PROBLEMS, type Problem, type ProblemCode } from '@rita/contracts';

type ProblemExtras = Partial<Pick<Problem, 'errors' | 'run_id' | 'version'>> & {
  /** Sent as `Retry-After`. */
  retryAfterSeconds?: number;
  cause?: unknown;
};

/** Thrown anywhere in a request; the error handler answers it as `application/problem+json`. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly extras: ProblemExtras;

  constructor(code: ProblemCode, extras: ProblemExtras = {}) {
    super(PROBLEMS[code].title, { cause: extras.cause });
    this.name = 'ProblemError';
    this.code = code;
    this.extras = extras;
  }
}
