import { randomUUID } from 'node:crypto';
import { connectorQueryAnswerSchema, documentPageSchema } from '@rita/contracts';
import { SAMPLE_BRAVE_KEY, type SampleWebsearch, startSampleWebsearch } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVERS } from '../src/sources/registry.ts';
import { startTestConnector } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let sample: SampleWebsearch;
beforeAll(async () => {
  sample = await startSampleWebsearch();
  at = await startTestConnector({}, DRIVERS);
});
afterAll(async () => {
  await at.close();
  await sample.close();
});

test('the sample search, from its address to a page found, and a second sync that deletes what is gone', async () => {
  const { settings, credentials } = sample;
  const verify = at.payload({ connection_type: 'websearch', settings, credentials });
  await at.send(verify);
  const verified = await at.app.result(verify.run_id);
  expect(verified).toMatchObject({
    status: 'success',
    options: { engines: expect.any(Array), categories: expect.any(Array) },
    checks: [{ outcome: 'passed' }, { outcome: 'not_needed' }, { outcome: 'passed' }],
  });

  const sync = async () => {
    const run = { action: 'trigger_sync', run_id: randomUUID(), credentials: undefined } as const;
    await at.send({ ...verify, ...run });
    return at.app.result(run.run_id);
  };
  const first = await sync();
  expect(first).toMatchObject({ status: 'sync_completed' });
  const search = { tenant_id: verify.tenant_id, limit: 100 };
  const list = async (more: object = {}) => {
    const answer = await at.send({ ...search, ...more }, { path: '/documents/search' });
    return documentPageSchema.parse(await answer.json());
  };
  const before = await list();
  expect(before.total).toBeGreaterThan(40);
  expect((await list({ query: 'Rotterdam clearance' })).data[0]?.title).toContain('Netherlands');

  const { pages } = sample.controls.web;
  const gone = before.data[0]?.url;
  pages.splice(
    pages.findIndex((page) => sample.controls.addressOf(page) === gone),
    1,
  );
  // The provider finds nothing at all this time: nothing goes but the page that is gone.
  const undo = sample.controls.answerWith(/^\/search/, { status: 200, body: { results: [] } });
  expect(await sync()).toMatchObject({ status: 'sync_completed', documents_removed: 1 });
  expect((await list()).total).toBe(before.total - 1);
  undo();
});

test('pages that are closed by now are nobody’s at once, although so many removals are held', async () => {
  const { settings, credentials } = sample;
  const verify = at.payload({ connection_type: 'websearch', settings, credentials });
  await at.send(verify);
  await at.app.result(verify.run_id);
  const run = async (action: string) => {
    const run_id = randomUUID();
    await at.send({ ...verify, action, run_id, credentials: undefined, people: [] });
    return at.app.result(run_id);
  };
  const { tenant_id, connection_id } = verify;
  const countFound = async () => {
    const asked = { tenant_id, connection_id, limit: 1 };
    const answer = await at.send(asked, { path: '/documents/search' });
    return documentPageSchema.parse(await answer.json()).total;
  };
  await run('trigger_sync');
  const before = await countFound();
  expect(before).toBeGreaterThan(40);
  const { pages } = sample.controls.web;
  for (const page of pages) page.closed = 403;
  expect(await run('trigger_sync')).toMatchObject({ error_code: 'too_many_deletions' });
  expect(await countFound()).toBe(0);
  expect(await run('check_access')).toMatchObject({ status: 'access_completed' });
  expect(await countFound()).toBe(0);
  for (const page of pages) delete page.closed;
  expect(await run('trigger_sync')).toMatchObject({ status: 'sync_completed' });
  expect(await countFound()).toBe(before);
});

test('a query is tried with what is held; nothing of it is stored, and a request counts once', async () => {
  const { settings, credentials } = sample;
  const verify = at.payload({ connection_type: 'websearch', settings, credentials });
  const { tenant_id, connection_id, connection_type } = verify;
  const question = { tenant_id, connection_id, connection_type, settings, query: 'Sencha' };
  const tryIt = async (body: object, id: string = randomUUID()) =>
    at.send(body, { path: '/queries/try', id });
  expect(await (await tryIt(question)).json()).toEqual({
    problem: { code: 'credentials_required' },
  });

  await at.send(verify);
  await at.app.result(verify.run_id);
  const id = randomUUID();
  const { data } = connectorQueryAnswerSchema.parse(await (await tryIt(question, id)).json()) as {
    data: { results: unknown[] };
  };
  expect(data.results.length).toBeGreaterThan(0);
  expect((await tryIt(question, id)).status).toBe(401);
  const elsewhere = { ...question, settings: { ...settings, url: `${sample.url}/other` } };
  expect(await (await tryIt(elsewhere)).json()).toEqual({
    problem: { code: 'settings_not_verified' },
  });
  const foreign = { ...question, tenant_id: 'org_other' };
  expect(await (await tryIt(foreign)).json()).toEqual({
    problem: { code: 'credentials_required' },
  });
  const search = { tenant_id, connection_id, limit: 100 };
  const list = await at.send(search, { path: '/documents/search' });
  expect(documentPageSchema.parse(await list.json()).total).toBe(0);
});

test('a key entered for one provider is never sent to another address', async () => {
  const verify = at.payload({
    connection_type: 'websearch',
    settings: { provider: 'searxng', url: sample.url },
    credentials: { api_key: SAMPLE_BRAVE_KEY },
  });
  await at.send(verify);
  await at.app.result(verify.run_id);
  const again = {
    ...verify,
    run_id: randomUUID(),
    credentials: undefined,
    settings: { provider: 'searxng', url: sample.url.replace('127.0.0.1', 'localhost') },
  };
  await at.send(again);
  expect(await at.app.result(again.run_id)).toMatchObject({
    status: 'failed',
    error_code: 'settings_not_verified',
  });
  expect(at.logLines.join('')).not.toContain(SAMPLE_BRAVE_KEY);
});
