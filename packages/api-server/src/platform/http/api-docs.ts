import swagger from '@fastify/swagger';
import { PROBLEMS, problemSchema, type Route } from '@rita/contracts';
import apiReference from '@scalar/fastify-api-reference';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';
import type { z } from 'zod';

/** Must be registered before the routes, for it collects them as they come. */
export async function documentApi(app: FastifyInstance): Promise<void> {
  const zodToJsonConfig = { unrepresentable: 'any' as const };
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Rita Data Sources', version: '1.0.0' },
      components: {
        securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'rita.session_token' } },
      },
    },
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
  });
}

/** `GET /api/openapi.json` and the page to read it, `GET /docs`. */
export async function serveApiDocs(app: FastifyInstance): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(apiReference, {
    routePrefix: '/docs',
    configuration: { url: '/api/openapi.json', withDefaultFonts: false, telemetry: false },
  });
}

/** The problems that a route can answer with, by status, for its documentation. */
export function problemResponses(route: Route): Record<number, z.ZodType> {
  const codes = new Set([...COMMON, ...ACCESS[route.access], ...route.problems]);
  if (route.body ?? route.query ?? route.headers) codes.add('validation_failed');
  return Object.fromEntries([...codes].map((code) => [PROBLEMS[code].status, problemSchema]));
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
  admin: ['unauthenticated', 'forbidden', 'foreign_origin'],
  connector: ['invalid_signature'],
} as const satisfies Record<Route['access'], readonly (keyof typeof PROBLEMS)[]>;
