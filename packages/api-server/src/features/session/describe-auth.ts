import type { ProblemCode } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import {
  asOpenApi,
  COMMON,
  describeProblems,
  WITH_BODY,
} from '../../platform/http/problem-responses.ts';
import { AUTH_ENDPOINTS, type AuthEndpoint } from './auth-endpoints.ts';

const REFUSALS = [
  'invalid_sign_in',
  'unauthenticated',
  'foreign_origin',
  'forbidden',
  'not_found',
  'account_exists',
] as const satisfies readonly ProblemCode[];
const OF_MEMBERS = [
  'email_not_verified',
  'wrong_account',
  'already_member',
  'last_owner',
] as const satisfies readonly ProblemCode[];

/** They have one route with a wildcard, so nobody else knows of them. */
export function noteAuthAddresses({ knownAddresses }: FastifyInstance): void {
  for (const [path, { method }] of Object.entries(AUTH_ENDPOINTS)) {
    knownAddresses.add(method, `/api/auth${path}`);
  }
}

/** The endpoints of better-auth that exist here, as paths of an OpenAPI document. */
export function describeAuthEndpoints(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(AUTH_ENDPOINTS).map(([path, endpoint]) => [
      `/api/auth${path}`,
      { [endpoint.method.toLowerCase()]: describe(path, endpoint) },
    ]),
  );
}

function describe(path: string, endpoint: AuthEndpoint): object {
  const { body, method } = endpoint;
  const codes = new Set<ProblemCode>([
    ...COMMON,
    ...REFUSALS,
    ...(method === 'POST' ? WITH_BODY : []),
    ...(endpoint.signedIn || endpoint.changesMembers ? OF_MEMBERS : []),
  ]);
  return {
    operationId: path.slice(1).replaceAll(/[^a-z]+(.)/g, (_, next: string) => next.toUpperCase()),
    tags: ['auth'],
    ...(body === undefined
      ? {}
      : { requestBody: { content: { 'application/json': jsonOf(body) } } }),
    responses: {
      200: { description: 'As better-auth answers it.' },
      ...(method === 'GET' ? { 302: { description: 'On to the page that follows.' } } : {}),
      ...Object.fromEntries(
        Object.entries(describeProblems([...codes])).map(([status, response]) => [
          status,
          asOpenApi(response),
        ]),
      ),
    },
  };
}

function jsonOf(schema: z.ZodType): { schema: object } {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return { schema: json };
}
