import { foundResultSchema } from '@rita/contracts';
import { SAMPLE_BRAVE_KEY, type SampleWebsearch, startSampleWebsearch } from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readAgain } from './read-again.ts';
import { openRun } from './testing.ts';
import { tryQuery } from './try-query.ts';

let sample: SampleWebsearch;
beforeEach(async () => {
  sample = await startSampleWebsearch({ realDomains: true });
});
afterEach(() => sample.close());

describe('a query that somebody tries', () => {
  const ask = async (query: string, change: Parameters<typeof openRun>[1] = {}) => {
    const run = openRun(sample, change);
    try {
      return await tryQuery(run.context, query);
    } finally {
      await run.close();
    }
  };

  test('finds titles, addresses and snippets, and fetches none of the pages', async () => {
    const before = sample.controls.calls.length;
    const found = await ask('Sencha');
    expect(found.length).toBeGreaterThan(0);
    for (const result of found) expect(foundResultSchema.parse(result)).toEqual(result);
    const asked = sample.controls.calls.slice(before);
    expect(asked.filter((call) => !/[?&]q=Sencha/.test(call))).toEqual([]);
  });

  test('finds only what a sync would read: within the domains', async () => {
    const all = await ask('Sencha');
    const hosts = [...new Set(all.map(({ url }) => new URL(url).hostname))];
    const [blocked = ''] = hosts;
    const rest = await ask('Sencha', { settings: { blocked_domains: [blocked] } });
    expect(rest.map(({ url }) => new URL(url).hostname)).not.toContain(blocked);
    expect(rest.length).toBe(all.filter(({ url }) => !url.includes(blocked)).length);
  });

  test('marks of a provider become plain text', async () => {
    sample.controls.answerWith(/\/web\/search/, {
      status: 200,
      body: {
        web: {
          results: [
            {
              url: 'https://tea-atlas.example/teas/sencha',
              title: '<strong>Sencha</strong> &amp; more',
              description: 'A <strong>green</strong> tea<script>alert(1)</script>',
            },
          ],
        },
      },
    });
    const settings = { provider: 'brave', url: undefined };
    const found = await ask('Sencha', { settings, credentials: { api_key: SAMPLE_BRAVE_KEY } });
    expect(found).toMatchObject([{ title: 'Sencha & more' }]);
    expect(found[0]?.snippet).not.toContain('<');
  });

  test('a bad key is named as such', async () => {
    const settings = { provider: 'brave', url: undefined };
    await expect(
      ask('Sencha', { settings, credentials: { api_key: 'not-the-key' } }),
    ).rejects.toMatchObject({ code: 'invalid_credentials' });
  });
});

test('pages that could not be fetched are read again alone; what is gone or left out is removed', async () => {
  const [there, gone] = sample.controls.web.pages.map((page) => sample.controls.addressOf(page));
  const { pages } = sample.controls.web;
  pages.splice(1, 1);
  const run = openRun(sample, { settings: { blocked_domains: ['left-out.example'] } });
  const items = [there, gone, 'https://left-out.example/page'].map((address = '') => ({
    externalId: address,
    title: null,
    url: address,
  }));
  const before = sample.controls.calls.length;
  const read = await Array.fromAsync(readAgain(run.context, items));
  await run.close();
  expect(read.flatMap(({ documents }) => documents.map(({ externalId }) => externalId))).toEqual([
    there,
  ]);
  expect(read.flatMap(({ removed = [] }) => removed)).toEqual([
    gone,
    'https://left-out.example/page',
  ]);
  expect(read.flatMap(({ failed }) => failed)).toEqual([]);
  expect(read.at(-1)?.end).toEqual({ isComplete: false, cursor: null });
  const asked = sample.controls.calls.slice(before);
  expect(asked.filter((call) => /[?&]q=/.test(call))).toEqual([]);
});
