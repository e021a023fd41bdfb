import { tavily } from '@tavily/core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_BRAVE_KEY, SAMPLE_TAVILY_KEY } from './websearch/server-context.ts';
import { type SampleWebsearch, startSampleWebsearch } from './websearch/start-sample-websearch.ts';

let sample: SampleWebsearch;
beforeEach(async () => {
  sample = await startSampleWebsearch();
});
afterEach(() => sample.close());

/** Tavily's own client: not ours, and pointed at the sample by its base-URL option. */
describe('the sample Tavily, judged by @tavily/core', () => {
  const clientOf = (apiKey = SAMPLE_TAVILY_KEY) => tavily({ apiKey, apiBaseURL: sample.url });

  it('searches', async () => {
    const answer = await clientOf().search('green tea', { maxResults: 3, includeUsage: true });
    expect(answer.results).toHaveLength(3);
    expect(answer.results[0]).toMatchObject({
      title: expect.any(String),
      url: expect.stringContaining(sample.url),
      content: expect.any(String),
      score: expect.any(Number),
    });
    expect(answer).toMatchObject({ query: 'green tea', responseTime: 0.42, images: [] });
    const only = await clientOf().search('tea', { includeDomains: ['leaf-weekly.example'] });
    expect(only.results.every(({ url }) => url.includes('leaf-weekly'))).toBe(true);
  });

  it('refuses a wrong key and a used up plan in its words', async () => {
    await expect(clientOf('tvly-wrong').search('tea')).rejects.toThrow(/invalid API key/);
    sample.controls.switches.tavilyLimit = 432;
    await expect(clientOf().search('tea')).rejects.toThrow(/usage limit/);
  });
});

describe('the sample web', () => {
  const get = async (path: string, headers: Record<string, string> = {}) =>
    fetch(`${sample.url}${path}`, { headers });

  it('has 150 to 300 pages, all of which are served, none twice', async () => {
    const { pages } = sample.controls.web;
    expect(pages.length).toBeGreaterThanOrEqual(150);
    expect(pages.length).toBeLessThanOrEqual(300);
    const addresses = pages.map(sample.controls.addressOf);
    expect(new Set(addresses).size).toBe(pages.length);
    for (const address of addresses) expect((await fetch(address)).status).toBe(200);
  });

  it('answers as SearXNG where it matters', async () => {
    expect((await get('/search?format=json')).status).toBe(400);
    const answer = await (await get('/search?format=json&q=tea')).json();
    expect(answer).toMatchObject({ number_of_results: 0, unresponsive_engines: [] });
    expect((answer as { results: [] }).results).toHaveLength(10);
    sample.controls.switches.jsonDisabled = true;
    expect((await get('/search?format=json&q=tea')).status).toBe(403);
  });

  it('looks at Brave’s key before the query, with limits by window', async () => {
    const bad = await get('/res/v1/web/search', { 'x-subscription-token': 'x' });
    expect(bad.status).toBe(422);
    expect(await bad.json()).toMatchObject({ error: { code: 'SUBSCRIPTION_TOKEN_INVALID' } });
    const good = await get('/res/v1/web/search', { 'x-subscription-token': SAMPLE_BRAVE_KEY });
    expect(good.headers.get('x-ratelimit-limit')).toBe('50, 0');
    expect(await good.json()).toMatchObject({ error: { code: 'VALIDATION' } });
  });
});
