import { PROBLEMS, type Problem, type ProblemCode } from '@rita/contracts';
import { isDatabaseAway } from '@rita/platform/database-away';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { ProblemError } from './problem-error.ts';

export { ProblemError } from './problem-error.ts';

const MAX_ERRORS = 20;
const MAX_PATH = 200;

/** Codes of Fastify's and its plugins' own errors, by the problem that each of them is. */
const FASTIFY_PROBLEMS: Record<string, ProblemCode> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'payload_too_large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed_request',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed_request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed_request',
  FST_ERR_BAD_URL: 'malformed_request',
  FST_ERR_ASYNC_CONSTRAINT: 'malformed_request',
  // An id that long is nobody's.
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
  FST_ERR_NOT_FOUND: 'not_found',
  // NUL, two slashes, a backslash, or a way out of the folder.
  FST_STATIC_FORBIDDEN_PATH: 'not_found',
};

/** The problem that an error is. Whatever nobody foresaw is `internal_error`. */
export function toProblem(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const code = codeOf(error);
  const known = FASTIFY_PROBLEMS[code];
  if (known !== undefined) return new ProblemError(known, { cause: error });
  if (isDatabaseAway(error)) {
    return new ProblemError('service_unavailable', { retryAfterSeconds: 2, cause: error });
  }
  return new ProblemError('internal_error', { cause: error });
}

/** Answers a request with a problem (RFC 9457). */
export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: ProblemError) {
  const { retryAfterSeconds } = problem.extras;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply
    .code(PROBLEMS[problem.code].status)
    .type('application/problem+json; charset=utf-8')
    .serializer(JSON.stringify)
    .send(problemBody(problem, request.id));
}

export function problemBody(problem: ProblemError, requestId: string): Problem {
  const { title, status, remedy } = PROBLEMS[problem.code];
  const { errors, run_id, version } = problem.extras;
  return {
    type: `/docs/problems#${problem.code}`,
    title,
    status,
    code: problem.code,
    detail: remedy,
    request_id: requestId,
    ...(errors === undefined ? {} : { errors }),
    ...(run_id === undefined ? {} : { run_id }),
    ...(version === undefined ? {} : { version }),
  };
}

/** The fields that a schema refuses, by path and reason; never their values. */
export function toFieldErrors(
  error: Pick<z.ZodError, 'issues'>,
  prefix = '',
): NonNullable<Problem['errors']> {
  return error.issues
    .flatMap(leafIssues)
    .slice(0, MAX_ERRORS)
    .map((issue) => ({
      path: cut([prefix, ...issue.path.map(String)].filter((part) => part !== '').join('.')),
      message: issue.code === 'unrecognized_keys' ? 'is not known here' : plain(issue.message),
    }));
}

/** Unknown keys are reported one by one, at the path of the key itself. */
function leafIssues(
  issue: z.core.$ZodIssue,
): { path: PropertyKey[]; code: string; message: string }[] {
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: issue.path, code: issue.code, message: issue.message }];
  }
  return issue.keys.map((key) => ({ ...issue, path: [...issue.path, key] }));
}

function plain(message: string): string {
  return message.replace(/^Invalid input: /, '').slice(0, MAX_PATH);
}

function cut(path: string): string {
  const text = path.toWellFormed();
  return text.length > MAX_PATH ? `${text.slice(0, MAX_PATH)}…` : text;
}

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
