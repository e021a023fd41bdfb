import { localProblem, ProblemError } from './problem-error.ts';

/** The code of a page could not be had: the server is away, or has another build by now. */
export class PageCodeError extends ProblemError {
  constructor() {
    super(localProblem('service_unavailable'));
    this.name = 'PageCodeError';
  }
}
