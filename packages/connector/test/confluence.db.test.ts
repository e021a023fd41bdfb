import { randomUUID } from 'node:crypto';
import { documentPageSchema, failedItemPageSchema, type SyncWishes } from '@rita/contracts';
import {
  DEMO_READERS,
  type SampleConfluence,
  type SampleSources,
  startSampleConfluence,
  startSampleSources,
} from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallSite } from '../src/sources/confluence/test-site.ts';
import { DRIVERS } from '../src/sources/registry.ts';
import { startTestConnector } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let samples: SampleSources;
let small: SampleConfluence;
beforeAll(async () => {
  samples = await startSampleSources();
  small = await startSampleConfluence({ content: smallSite(), switches: { largestLimit: 3 } });
  at = await startTestConnector({}, DRIVERS);
});
afterAll(async () => {
  await at.close();
  await samples.close();
  await small.close();
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

  const check = {
    action: 'check_access',
    run_id: randomUUID(),
    credentials: undefined,
    people: [],
  };
  await at.send({ ...verify, ...check });
  expect(await at.app.result(check.run_id)).toMatchObject({ status: 'access_completed' });
  const { name, address } = DEMO_READERS.broad;
  const reader = { person_id: name, addresses: [address] };
  const search = { tenant_id: verify.tenant_id, limit: 5, reader };
  const answer = await at.send(search, { path: '/documents/search' });
  const page = documentPageSchema.parse(await answer.json());
  expect(page.total).toBeGreaterThan(250);
  const title = page.data[0]?.title ?? '';
  const found = await at.send({ ...search, query: title }, { path: '/documents/search' });
  expect(JSON.stringify(await found.json())).toContain(page.data[0]?.id);
});

test('a list that breaks off removes nothing, is told of, and is read again when somebody asks', async () => {
  const { credentials, controls } = small;
  const settings = { ...small.settings, spaces: ['TEA'] };
  const verify = at.payload({ settings, credentials });
  await at.send(verify);
  expect(await at.app.result(verify.run_id)).toMatchObject({ status: 'success' });
  const sync = async (wishes: SyncWishes = {}) => {
    const run = { action: 'trigger_sync', run_id: randomUUID(), credentials: undefined } as const;
    await at.send({ ...verify, ...run, ...wishes });
    return at.app.result(run.run_id);
  };
  const stored = { status: 'sync_completed', documents_processed: 7, documents_removed: 0 };
  expect(await sync()).toMatchObject({ ...stored, documents_failed: 0 });

  const gone = controls.site.content.find(({ title }) => title === 'Long Jing');
  controls.remove(gone?.id ?? '');
  const second = /spaces\/65007\/pages.*cursor/;
  controls.answerNext(second, { status: 404, body: { message: 'no' } }, 1);
  expect(await sync()).toMatchObject({ ...stored, documents_failed: 1 });
  const asked = { tenant_id: verify.tenant_id, connection_id: verify.connection_id, limit: 5 };
  const listed = async () => {
    const answer = await at.send(asked, { path: '/failed-items/list' });
    return failedItemPageSchema.parse(await answer.json()).data;
  };
  expect(await listed()).toMatchObject([
    {
      title: 'List of pages of Tea knowledge',
      code: 'list_unproven',
      reason: expect.stringContaining('nothing is removed'),
    },
  ]);

  expect(await sync({ only_failed: true })).toMatchObject({ ...stored, documents_failed: 0 });
  expect(await listed()).toEqual([]);
  const next = { documents_processed: 6, documents_removed: 1, documents_failed: 0 };
  expect(await sync()).toMatchObject(next);
});
