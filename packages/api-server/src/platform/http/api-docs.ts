import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { createJsonSchemaTransform } from 'fastify-type-provider-zod';

/** Must be registered before the routes, for it collects them as they come. */
export async function documentApi(app: FastifyInstance): Promise<void> {
  const zodToJsonConfig = { unrepresentable: 'any' as const };
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
    transform: createJsonSchemaTransform({ zodToJsonConfig }),
  });
}

/**
 * `GET /api/openapi.json` and the page to read it, `GET /docs`: files only, nothing inline.
 *
 * @param morePaths of addresses that are no routes of their own
 */
export async function serveApiDocs(
  app: FastifyInstance,
  morePaths: Record<string, object>,
): Promise<void> {
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => {
    const document = app.swagger();
    return { ...document, paths: { ...document.paths, ...morePaths } };
  });
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    theme: { title: 'Rita Data Sources: the API' },
    uiConfig: {
      url: '/api/openapi.json',
      layout: 'BaseLayout',
      docExpansion: 'list',
      syntaxHighlight: { activate: false },
      validatorUrl: null,
    },
  });
}
