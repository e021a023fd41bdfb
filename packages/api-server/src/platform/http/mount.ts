// Schemas of routes may say by what they are opened.
import type {} from '@fastify/swagger';
import type { Route, RouteInput, RouteSuccess } from '@rita/contracts';
import { isStorableText, mayWrite } from '@rita/contracts';
import { bearerTokenOf } from '@rita/platform/bearer-token';
import type { Drain } from '@rita/platform/drain';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import type { z } from 'zod';
import type { Principal } from './principal.ts';
import { problemResponses } from './problem-responses.ts';
import { ProblemError, toFieldErrors } from './problems.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the access check of a mounted route; null on public and connector routes. */
    principal: Principal | null;
    /** True once the body's signature was found right (routes for the connector). */
    isSigned: boolean;
  }
  interface FastifyInstance {
    drain: Drain;
    authenticate: (request: FastifyRequest) => Promise<Principal | undefined>;
  }
  interface FastifyContextConfig {
    route?: Route;
  }
}

/** Routes that are neither public nor for the connector always have a principal. */
type PrincipalOf<R extends Route> = R['access'] extends 'public' | 'connector' ? null : Principal;

export type Handler<R extends Route> = (
  input: RouteInput<R> & {
    principal: PrincipalOf<R>;
    request: FastifyRequest;
    reply: FastifyReply;
  },
) => Promise<RouteSuccess<R> | FastifyReply>;

type MountOptions = { bodyLimit?: number; anyHost?: true };

/**
 * Mounts a described route: access check, parsing of what comes in, status and shape of what
 * goes out. Curried, because TypeScript infers the handler's types only so.
 */
export function mount<const R extends Route>(
  app: FastifyInstance,
  route: R,
  options: MountOptions = {},
): (handler: Handler<R>) => void {
  return (handler) => {
    app.route({
      method: route.method,
      url: route.path,
      ...(options.bodyLimit === undefined ? {} : { bodyLimit: options.bodyLimit }),
      schema: schemaOf(route),
      config: { route, ...(options.anyHost ? { anyHost: true as const } : {}) },
      exposeHeadRoute: false,
      onRequest: async (request, reply) => {
        request.principal = await findPrincipal(app, route, { request, reply });
        checkScope(route, request.principal);
        checkRole(route, request.principal);
      },
      preValidation: async (request) => {
        // The parser of the signed scope sets the mark; without a body it never ran.
        if (route.access === 'connector' && !request.isSigned) {
          throw new ProblemError('invalid_signature');
        }
      },
      handler: async (request, reply) => {
        const parsed = parseInput(route, request);
        const input = { ...parsed, principal: request.principal, request, reply };
        const answer = await handler(input as unknown as Parameters<Handler<R>>[0]);
        if (answer === reply || reply.sent) return reply;
        if (reply.statusCode === 200) reply.code(route.success.status);
        return answer;
      },
    });
  };
}

async function findPrincipal(
  app: FastifyInstance,
  route: Route,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
) {
  if (route.access === 'public' || route.access === 'connector') return null;
  const principal = await app.authenticate(request);
  if (principal !== undefined) return principal;
  // RFC 6750, 3: of a session nothing is said, or browsers would ask for a password.
  if (bearerTokenOf(request.headers.authorization) !== undefined) {
    reply.header('www-authenticate', 'Bearer error="invalid_token"');
  }
  throw new ProblemError('unauthenticated');
}

/** A program does what its scopes name, and where no scope is named, nothing. */
function checkScope(route: Route, principal: Principal | null): void {
  const scopes = principal?.program?.scopes;
  if (scopes === undefined) return;
  if (route.scope === undefined || !scopes.includes(route.scope)) {
    throw new ProblemError('insufficient_scope');
  }
}

/** After the principal is known to the request, so that the log can name who was refused. */
function checkRole(route: Route, principal: Principal | null): void {
  if (route.access !== 'admin' && route.access !== 'owner') return;
  if (principal === null || !mayWrite(principal.role)) throw new ProblemError('forbidden');
  if (route.access === 'owner' && principal.role !== 'owner') {
    throw new ProblemError('owner_required');
  }
}

/** For the documentation and the serializer; incoming parts are parsed by `parseInput`. */
function schemaOf(route: Route): FastifySchema {
  return {
    operationId: route.id,
    summary: route.summary,
    tags: [route.path.split('/')[2] ?? 'api'],
    ...(route.params === undefined ? {} : { params: route.params }),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    ...(route.headers === undefined ? {} : { headers: route.headers }),
    ...(route.body === undefined ? {} : { body: route.body }),
    ...securityOf(route),
    response: { ...problemResponses(route), [route.success.status]: route.success.schema },
  } as FastifySchema;
}

/** What the documentation says of who may ask: by session, and where a scope is named by key too. */
function securityOf({ access, scope }: Route): Pick<FastifySchema, 'security'> {
  if (access === 'public' || access === 'connector') return {};
  return { security: [{ session: [] }, ...(scope === undefined ? [] : [{ key: [scope] }])] };
}

function parseInput(route: Route, request: FastifyRequest) {
  return {
    params: parseParams(route.params, request.params),
    query: parsePart(route.query, storableQuery(request.query), 'query'),
    headers: parsePart(route.headers, request.headers, 'headers'),
    body: parseBody(route.body, request.body),
  };
}

/** An address that cannot exist is answered like one that does not. */
function parseParams(schema: z.ZodType | undefined, value: unknown) {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  const texts = Object.values(value as Record<string, string>);
  if (!result.success || !texts.every(isStorableText)) throw new ProblemError('not_found');
  return result.data;
}

/** No body at all counts as an empty one; a route without a body takes nothing else. */
function parseBody(schema: z.ZodType | undefined, value: unknown) {
  const body = value ?? {};
  if (schema !== undefined) return parsePart(schema, body, '');
  if (typeof body !== 'object' || Object.keys(body).length > 0) {
    throw new ProblemError('validation_failed', {
      errors: [{ path: '', message: 'this request takes no body' }],
    });
  }
  return undefined;
}

function parsePart(schema: z.ZodType | undefined, value: unknown, prefix: string) {
  if (schema === undefined) return undefined;
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new ProblemError('validation_failed', { errors: toFieldErrors(result.error, prefix) });
  }
  return result.data;
}

function storableQuery(query: unknown): unknown {
  const texts = Object.entries(query as Record<string, unknown>)
    .flat(2)
    .map(String);
  if (!texts.every(isStorableText)) throw new ProblemError('malformed_request');
  return query;
}
