import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestKeys, pageWith } from './connector-keys.ts';
import { openLinkSteps } from './link-steps.ts';
import { startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ SEALED_CREDENTIALS: 'required' });
  app.receiver.pages.set('/connector', await pageWith(await newTestKeys()));
});
afterAll(() => app.close());

test('where sealing is required, a plain secret is refused by a link too', async () => {
  const { make, submit, open, outsider, seal } = await openLinkSteps(app);
  const token = await make();
  const { data: asked } = await open(token);
  expect(asked.sealing).toMatchObject({ required: true, reachable: true });
  expect(Object.keys(asked.connector).toSorted()).toEqual(['key_document', 'name', 'types']);
  const plain = await submit(token);
  expect([plain.status, plain.body.code]).toEqual([400, 'sealing_required']);
  const run_id = plain.body.run_id;
  expect(run_id).toBeUndefined();
  const odd = { token, ...(await seal(asked)), sealed_credentials: 'e30.a.b.c.d' };
  expect((await outsider('submit', odd)).body.code).toBe('sealed_credentials_outdated');
  expect((await outsider('submit', { token, ...(await seal(asked)) })).status).toBe(202);
});
