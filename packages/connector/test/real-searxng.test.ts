import { type SampleWebsearch, startSampleWebsearch } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, type TestContext, test } from 'vitest';
import { runSync, runVerify } from '../src/sources/websearch/testing.ts';
import { installSearxng, startRealSearxng } from './real-searxng.ts';

let sample: SampleWebsearch;
let real: Awaited<ReturnType<typeof startRealSearxng>> | undefined;
let missing: string | undefined;
beforeAll(async () => {
  sample = await startSampleWebsearch();
  missing = await installSearxng();
  if (missing !== undefined) return;
  const pages = sample.controls.web.pages.map((page) => ({
    url: sample.controls.addressOf(page),
    title: page.title,
    content: 'from the engine: CANARY',
  }));
  real = await startRealSearxng(pages);
}, 300_000);
afterAll(async () => {
  await real?.close();
  await sample.close();
});

/** Says why it does not run; in CI that is a failure. */
function addressOf({ skip }: TestContext): string {
  if (real) return real.url;
  if (process.env.CI === 'true') throw new Error(missing);
  return skip(missing);
}

test('a real server verifies and offers its engines and categories', async (context) => {
  const verified = await runVerify(sample, { settings: { url: addressOf(context) } });
  expect(verified.error).toBeUndefined();
  expect(verified.result?.options).toEqual({
    engines: [{ value: 'pages', label: 'pages' }],
    categories: [{ value: 'general', label: 'general' }],
  });
  expect(verified.reports.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
}, 30_000);

test('a real server is read page after page, and only the pages themselves are kept', async (context) => {
  const url = addressOf(context);
  const settings = { url, queries: ['Customs duty on tea'], results_per_query: 50 };
  const synced = await runSync(sample, { settings });
  expect(synced.error).toBeUndefined();
  // 20 of them, with 10 on a page of the engine.
  expect(synced.documents).toHaveLength(20);
  expect(synced.documents[0]?.body).toContain('heading 0902');
  expect(JSON.stringify(synced.pages)).not.toContain('CANARY');
  const none = await runSync(sample, { settings: { url, queries: ['qwertz uiop'] } });
  expect(none).toMatchObject({ error: undefined, documents: [] });
}, 30_000);
