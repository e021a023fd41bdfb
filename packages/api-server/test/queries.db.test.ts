import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let user: TestUser;
beforeAll(async () => {
  app = await startTestApp();
  user = await app.signUp();
  app.receiver.pages.set('/connector', {
    name: 'a connector that answers queries',
    sealing_key: null,
    types: ['websearch', 'confluence'],
    abilities: ['try_query'],
  });
});
afterAll(() => app.close());

const ask = (id: string, query: unknown = 'green tea') =>
  user.api('POST', `/api/data-sources/${id}/try-query`, { query });

test('a query is passed on with the stored settings, and what is found comes back', async () => {
  const { id } = await user.seeded('websearch');
  expect((await ask(id)).body.code).toBe('not_configured');
  expect((await ask((await user.seeded()).id)).body.code).toBe('query_not_supported');

  const settings = { provider: 'searxng', url: 'https://search.example.com' };
  await user.api('PUT', `/api/data-sources/${id}`, { settings, enabled: true });
  expect((await ask(id, '')).body.code).toBe('validation_failed');
  expect((await ask(id)).body.code).toBe('connector_unreachable');

  const found = { title: 'Sencha', url: 'https://tea.example/sencha', snippet: null };
  app.receiver.pages.set('/queries/try', { data: { results: [found] } });
  const answer = await ask(id);
  expect([answer.status, answer.body]).toEqual([200, { data: { results: [found] } }]);
  expect(app.receiver.asked.at(-1)?.body).toEqual({
    tenant_id: user.organizationId,
    connection_id: id,
    connection_type: 'websearch',
    settings,
    query: 'green tea',
  });

  app.receiver.pages.set('/queries/try', { problem: { code: 'invalid_credentials' } });
  expect((await ask(id)).body.code).toBe('invalid_credentials');
});

test('an organization asks twenty times a minute at most, for each question may be billed', async () => {
  const { id } = await user.seeded('websearch');
  const before = app.receiver.asked.length;
  // Enough for two minutes: the next one may begin meanwhile.
  const answers = await Promise.all(Array.from({ length: 45 }, () => ask(id)));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(5);
  expect(refused[0]?.body.code).toBe('too_many_requests');
  expect(app.receiver.asked.length - before).toBe(45 - refused.length);
});
