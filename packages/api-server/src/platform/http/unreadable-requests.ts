import { randomUUID } from 'node:crypto';
import { PROBLEMS, type ProblemCode } from '@rita/contracts';
import {
  answerUnreadable,
  type StandingHeaders,
  type Unreadable,
} from '@rita/platform/standing-headers';
import { ProblemError } from './problem-error.ts';
import { problemBody } from './problems.ts';

const CODES: Record<Unreadable, ProblemCode> = {
  malformed: 'malformed_request',
  headers_too_large: 'headers_too_large',
  timed_out: 'request_timed_out',
};

/** Answers what no request could be made of as a problem, like everything else. */
export function answerUnreadableRequests(headers: StandingHeaders) {
  return answerUnreadable(headers, (kind) => ({
    status: PROBLEMS[CODES[kind]].status,
    contentType: 'application/problem+json; charset=utf-8',
    body: JSON.stringify(problemBody(new ProblemError(CODES[kind]), randomUUID())),
  }));
}
