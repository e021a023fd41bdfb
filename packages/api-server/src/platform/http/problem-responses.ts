import { PROBLEMS, type ProblemCode, problemSchema, type Route } from '@rita/contracts';

type ProblemResponse = { content: Record<string, { schema: typeof problemSchema }> };

const PROBLEM: ProblemResponse = {
  content: { 'application/problem+json': { schema: problemSchema } },
};

/** The problems that a route can answer with, by status, for its documentation. */
export function problemResponses(route: Route): Record<number, ProblemResponse> {
  const codes = new Set<ProblemCode>([...COMMON, ...ACCESS[route.access], ...route.problems]);
  if (route.body ?? route.query ?? route.headers) codes.add('validation_failed');
  return Object.fromEntries([...codes].map((code) => [PROBLEMS[code].status, PROBLEM]));
}

const COMMON = [
  'malformed_request',
  'too_many_requests',
  'internal_error',
  'service_unavailable',
] as const;
const ACCESS = {
  public: [],
  member: ['unauthenticated'],
  account: ['unauthenticated', 'foreign_origin'],
  admin: ['unauthenticated', 'forbidden', 'foreign_origin'],
  owner: ['unauthenticated', 'forbidden', 'owner_required', 'foreign_origin'],
  connector: ['invalid_signature'],
} as const satisfies Record<Route['access'], readonly ProblemCode[]>;
