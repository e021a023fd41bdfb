import Fastify from 'fastify';
import { expect, test, vi } from 'vitest';
import { documentApi, serveApiDocs } from './api-docs.ts';
import { ProblemError } from './problem-error.ts';

test('the description is written once, however often and wherever it is asked for', async () => {
  const app = Fastify();
  app.setErrorHandler((error, _request, reply) =>
    reply.code(error instanceof ProblemError ? 404 : 500).send(),
  );
  await documentApi(app);
  await serveApiDocs(app, { '/more': { get: {} } });
  await app.ready();
  const writing = vi.spyOn(app, 'swagger');
  const answers = await Promise.all(
    ['/api/openapi.json', '/docs/json', '/api/openapi.json'].map((url) => app.inject({ url })),
  );
  for (const answer of answers) {
    expect(answer.headers['content-type']).toBe('application/json; charset=utf-8');
    expect(answer.json().paths).toHaveProperty('/more');
  }
  expect((await app.inject({ url: '/docs/yaml' })).statusCode).toBe(404);
  expect((await app.inject({ url: '/docs/' })).statusCode).toBe(200);
  expect(writing).toHaveBeenCalledTimes(1);
  await app.close();
});
