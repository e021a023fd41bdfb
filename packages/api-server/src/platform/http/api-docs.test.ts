import Fastify from 'fastify';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { collectRoutes, serveApiDocs } from './api-docs.ts';
import { ProblemError } from './problem-error.ts';
import { bySchema } from './serializer.ts';

test('a description that cannot be written is a fault, and no page that is not there', async () => {
  const app = Fastify({ schemaController: bySchema });
  const told: unknown[] = [];
  app.setErrorHandler((error, _request, reply) => {
    told.push(error);
    return reply.code(500).send();
  });
  const unwritable = { get: { cost: 1n } };
  serveApiDocs(app, collectRoutes(app), () => ({ '/more': unwritable }));
  expect((await app.inject({ url: '/api/openapi.json' })).statusCode).toBe(500);
  expect(told).toEqual([expect.objectContaining({ message: expect.stringMatching(/BigInt/) })]);
  await app.close();
});

test('the description is written once, however often and wherever it is asked for', async () => {
  const app = Fastify({ schemaController: bySchema });
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof ProblemError ? 404 : 500).send(),
  );
  const routes = collectRoutes(app);
  const describeMore = vi.fn(() => ({ '/more': { get: {} } }));
  serveApiDocs(app, routes, describeMore);
  const schema = { response: { 200: z.object({ word: z.string() }) } };
  app.get('/said', { schema }, async () => ({ word: 'yes', other: 'never' }));
  app.get('/hidden', { schema: { hide: true } }, async () => 'nobody is told');
  await app.ready();
  expect(describeMore).not.toHaveBeenCalled();
  const answers = await Promise.all(
    ['/api/openapi.json', '/docs/json', '/api/openapi.json'].map((url) => app.inject({ url })),
  );
  for (const answer of answers) {
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(Object.keys(answer.json().paths)).toEqual(['/said', '/more']);
  }
  expect((await app.inject({ url: '/docs/yaml' })).statusCode).toBe(404);
  expect((await app.inject({ url: '/docs/nothing.js' })).statusCode).toBe(404);
  const page = await app.inject({ url: '/docs/' });
  expect([page.statusCode, page.headers['content-type']]).toEqual([
    200,
    expect.stringMatching('html'),
  ]);
  const [, script = ''] = /src="\.([^"]+\.js)"/.exec(page.body) ?? [];
  expect((await app.inject({ url: `/docs${script}` })).statusCode).toBe(200);
  expect(describeMore).toHaveBeenCalledTimes(1);
  expect((await app.inject({ url: '/said' })).json()).toEqual({ word: 'yes' });
  await app.close();
});
