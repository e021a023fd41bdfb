import { atFirstUse } from '@rita/platform/at-first-use';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { ProblemError } from './problem-error.ts';

/** What of an answer is passed on; all else is for the application that the browser talks to. */
const PASSED_ON = ['content-type', 'cache-control', 'etag', 'last-modified', 'location'] as const;

/** All routes there will be: must be called before they are registered, for it notes them as they come. */
export function collectRoutes(app: FastifyInstance): readonly RouteOptions[] {
  const routes: RouteOptions[] = [];
  app.addHook('onRoute', (route) => void routes.push(route));
  return routes;
}

/**
 * `GET /api/openapi.json` and the page to read it, `GET /docs`: files only, nothing inline. They are
 * answered by an application of their own, made when somebody first asks: what it takes to describe
 * an API is a hundred files, and writing the description takes a second.
 *
 * @param describeMore addresses that are no routes of their own, as paths of an OpenAPI document
 */
export function serveApiDocs(
  app: FastifyInstance,
  routes: readonly RouteOptions[],
  describeMore: () => Record<string, object>,
): void {
  const load = atFirstUse(async () => {
    const { buildDocsApp } = await import('./docs-app.ts');
    return buildDocsApp(routes, describeMore());
  });
  app.addHook('onClose', async () => {
    // One that could not be made was told to whoever asked.
    const docs = await load.inUse()?.catch(() => undefined);
    await docs?.close();
  });
  const answer = async ({ url, headers }: FastifyRequest, reply: FastifyReply) => {
    const docs = await load();
    const answered = await docs.inject({ url, headers });
    const { statusCode } = answered;
    if (statusCode >= 500) throw new Error(`the description of the API failed: ${answered.body}`);
    if (statusCode >= 400) throw new ProblemError('not_found');
    for (const name of PASSED_ON) {
      const value = answered.headers[name];
      if (value !== undefined) reply.header(name, value);
    }
    return reply.code(statusCode).send(answered.rawPayload);
  };
  for (const url of ['/api/openapi.json', '/docs', '/docs/json', '/docs/*']) {
    app.get(url, { schema: { hide: true } }, answer);
  }
}
