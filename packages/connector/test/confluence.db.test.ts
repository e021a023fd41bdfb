import { randomUUID } from 'node:crypto';
import { documentPageSchema } from '@rita/contracts';
import { type SampleSources, startSampleSources } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVERS } from '../src/sources/registry.ts';
import { startTestConnector } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let samples: SampleSources;
beforeAll(async () => {
  samples = await startSampleSources();
  at = await startTestConnector({}, DRIVERS);
});
afterAll(async () => {
  await at.close();
  await samples.close();
});

test('the sample Confluence, from its token to a page found, within 15 s', async () => {
  const sample = samples.listing.find(({ type }) => type === 'confluence');
  const { settings, credentials } = sample ?? { settings: {}, credentials: {} };
  const verify = at.payload({ settings, credentials });
  await at.send(verify);
  const verified = await at.app.result(verify.run_id);
  expect(verified).toMatchObject({ status: 'success', options: { spaces: expect.any(Array) } });

  const run = { action: 'trigger_sync', run_id: randomUUID(), credentials: undefined } as const;
  const startedAt = performance.now();
  await at.send({ ...verify, ...run });
  const synced = await at.app.result(run.run_id);
  expect(synced).toMatchObject({ status: 'sync_completed', documents_failed: 0 });
  expect(performance.now() - startedAt).toBeLessThan(15_000);

  const search = { tenant_id: verify.tenant_id, limit: 5 };
  const answer = await at.send(search, { path: '/documents/search' });
  const page = documentPageSchema.parse(await answer.json());
  expect(page.total).toBeGreaterThan(250);
  const title = page.data[0]?.title ?? '';
  const found = await at.send({ ...search, query: title }, { path: '/documents/search' });
  expect(JSON.stringify(await found.json())).toContain(page.data[0]?.id);
});
