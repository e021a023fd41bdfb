import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import { dataSourceConnectionSchema, problemSchema } from '@rita/contracts';
import Fastify, { type FastifyInstance, type FastifyReply, type RouteOptions } from 'fastify';
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from 'fastify-type-provider-zod';
import { z } from 'zod';
import { PROBLEM_NAME } from './problem-responses.ts';
import { bySchema } from './serializer.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/**
 * Written once and referred to. Every way to fail answers a problem: written out each time, they were
 * nine tenths of the description, and its page had to work through them all.
 */
const SHARED = { [PROBLEM_NAME]: problemSchema, DataSourceConnection: dataSourceConnectionSchema };

/**
 * An application that only describes: `GET /api/openapi.json` and the page to read it, `GET /docs`.
 *
 * @param routes of the application that is described; none of them does anything in this one
 * @param morePaths of addresses that are no routes of their own
 */
export async function buildDocsApp(
  routes: readonly RouteOptions[],
  morePaths: Record<string, object>,
): Promise<FastifyInstance> {
  const app = Fastify({
    schemaController: bySchema,
    exposeHeadRoutes: false,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  await describe(app);
  for (const { method, url, schema, config } of routes) {
    const isTold = schema !== undefined && !('hide' in schema);
    if (!isTold) continue;
    app.route({ method, url, schema, config: config ?? {}, handler: async () => undefined });
  }
  await addPages(app, morePaths);
  await app.ready();
  return app;
}

type Transform = ReturnType<typeof createJsonSchemaTransform>;
type Given = Parameters<Transform>[0];
type Transformed = ReturnType<Transform>;
type Headers = Readonly<Record<string, string>>;
type Told = { headers?: Headers };

/** Must be registered before the routes, for it collects them as they come. */
async function describe(app: FastifyInstance): Promise<void> {
  const schemaRegistry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(SHARED)) schemaRegistry.add(schema, { id });
  const options = {
    schemaRegistry,
    zodToJsonConfig: { unrepresentable: 'any' as const },
  };
  const transform = createJsonSchemaTransform(options);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Rita Data Sources', version: '1.0.0' },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'rita.session_token' },
          key: { type: 'http', scheme: 'bearer', description: 'A key for programs, rita_key_…' },
        },
      },
    },
    transform: (given) => addHeaders(given, transform(given)),
    transformObject: createJsonSchemaTransformObject(options),
  });
}

/**
 * The type provider's transform keeps only description and content of an answer (as of 7.0.0); of
 * those that succeed Fastify has nothing but the schema.
 */
function addHeaders({ schema, route }: Given, transformed: Transformed): Transformed {
  const answers = (transformed.schema.response ?? {}) as Record<string, object>;
  const { success } = route.config?.route ?? {};
  const told: Record<string, Told> = {
    ...(schema?.response as Record<string, Told> | undefined),
    ...(success && { [success.status]: success }),
  };
  const response = Object.entries(answers).map(([status, answer]) => {
    const headers = told[status]?.headers;
    return [status, headers === undefined ? answer : { ...answer, headers: inSwagger(headers) }];
  });
  return {
    ...transformed,
    schema: { ...transformed.schema, response: Object.fromEntries(response) },
  };
}

/** The plugin makes headers of schemas. */
function inSwagger(headers: Headers): object {
  return Object.fromEntries(
    Object.entries(headers).map(([name, description]) => [name, { type: 'string', description }]),
  );
}

async function addPages(app: FastifyInstance, morePaths: Record<string, object>): Promise<void> {
  let written: Buffer | undefined;
  const send = (reply: FastifyReply) => {
    written ??= write(app, morePaths);
    return reply.type(JSON_TYPE).send(written);
  };
  app.get('/api/openapi.json', { schema: { hide: true } }, async (_request, reply) => send(reply));
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    uiHooks: {
      // The plugin makes the description anew for each request, as YAML in two seconds. Its page asks
      // for it here, whatever `uiConfig` says.
      onRequest: async ({ routeOptions }, reply) => {
        if (routeOptions.url === '/docs/yaml') return reply.callNotFound();
        return routeOptions.url === '/docs/json' ? send(reply) : undefined;
      },
    },
    theme: { title: 'Rita Data Sources: the API' },
    uiConfig: {
      layout: 'BaseLayout',
      docExpansion: 'list',
      syntaxHighlight: { activate: false },
      validatorUrl: null,
    },
  });
}

/** Once: it takes a second, and whoever asks needs no account. */
function write(app: FastifyInstance, morePaths: Record<string, object>): Buffer {
  const document = app.swagger();
  const components = 'components' in document ? document.components : undefined;
  // Each shared schema comes twice, as it is answered and as it would be sent, which none is.
  const schemas = Object.entries(components?.schemas ?? {}).filter(([id]) => id in SHARED);
  return Buffer.from(
    JSON.stringify({
      ...document,
      components: { ...components, schemas: Object.fromEntries(schemas) },
      paths: { ...document.paths, ...morePaths },
    }),
  );
}
