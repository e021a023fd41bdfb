import { PROBLEMS, type ProblemCode, problemSchema, type Route } from '@rita/contracts';

type ProblemResponse = {
  description: string;
  /** Each in a sentence. */
  headers?: Readonly<Record<string, string>>;
  content: Record<string, { schema: typeof problemSchema }>;
};

/** What the description of the API calls the schema of all problems, which it has once. */
export const PROBLEM_NAME = 'Problem';

/** The problems that a route can answer with, by status, for its documentation. */
export function problemResponses(route: Route): Record<number, ProblemResponse> {
  const codes = new Set<ProblemCode>([...COMMON, ...ACCESS[route.access], ...route.problems]);
  if (route.body ?? route.query ?? route.headers) codes.add('validation_failed');
  if (route.params !== undefined) codes.add('not_found');
  if (route.scope !== undefined) codes.add('insufficient_scope');
  if (route.method !== 'GET') for (const code of WITH_BODY) codes.add(code);
  return describeProblems([...codes]);
}

/** Each status with the codes that it can mean. */
export function describeProblems(codes: readonly ProblemCode[]): Record<number, ProblemResponse> {
  const byStatus = Map.groupBy(codes, (code) => PROBLEMS[code].status);
  return Object.fromEntries([...byStatus].map(([status, all]) => [status, describe(status, all)]));
}

function describe(status: number, codes: readonly ProblemCode[]): ProblemResponse {
  const lines = codes.toSorted().map((code) => `\`${code}\`: ${PROBLEMS[code].title}.`);
  const headers = HEADERS[status];
  return {
    description: lines.join(' '),
    ...(headers === undefined ? {} : { headers }),
    content: { 'application/problem+json': { schema: problemSchema } },
  };
}

/** Headers as an OpenAPI document has them. */
export function describeHeaders(headers: Readonly<Record<string, string>>): Record<string, object> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' } },
    ]),
  );
}

/** A problem as an OpenAPI document has it that says what a problem is in one place. */
export function asOpenApi({ description, headers, content }: ProblemResponse): object {
  const schema = { $ref: `#/components/schemas/${PROBLEM_NAME}` };
  return {
    description,
    ...(headers === undefined ? {} : { headers: describeHeaders(headers) }),
    content: Object.fromEntries(Object.keys(content).map((type) => [type, { schema }])),
  };
}

const RETRY_AFTER = { 'Retry-After': 'Seconds until it may work.' };
const HEADERS: Record<number, ProblemResponse['headers']> = {
  401: { 'WWW-Authenticate': 'What is wrong with the token, where one was sent.' },
  405: { Allow: 'The methods that this address has.' },
  429: RETRY_AFTER,
  503: RETRY_AFTER,
};

/** Whatever a request has, or lacks. */
export const COMMON = [
  'malformed_request',
  'unknown_host',
  'method_not_allowed',
  'request_timed_out',
  'headers_too_large',
  'too_many_requests',
  'internal_error',
  'service_unavailable',
] as const satisfies readonly ProblemCode[];
export const WITH_BODY = [
  'validation_failed',
  'payload_too_large',
  'unsupported_media_type',
] as const satisfies readonly ProblemCode[];
const ACCESS = {
  public: [],
  member: ['unauthenticated'],
  account: ['unauthenticated', 'foreign_origin'],
  admin: ['unauthenticated', 'forbidden', 'foreign_origin'],
  owner: ['unauthenticated', 'forbidden', 'owner_required', 'foreign_origin'],
  connector: ['invalid_signature'],
} as const satisfies Record<Route['access'], readonly ProblemCode[]>;
