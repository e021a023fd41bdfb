import { SAMPLE_BRAVE_KEY, type SampleWebsearch, startSampleWebsearch } from '@rita/sample-sources';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { openRun, runSync } from './testing.ts';

let sample: SampleWebsearch;
beforeEach(async () => {
  sample = await startSampleWebsearch({ realDomains: true });
});
afterEach(() => sample.close());

const ATLAS = 'https://tea-atlas.example/teas/sencha';
/** No provider takes it. */
const LONG = 'qq '.repeat(60).trim();

const brave = (settings: object) => ({
  settings: { provider: 'brave', url: undefined, queries: ['Sencha', LONG], ...settings },
  credentials: { api_key: SAMPLE_BRAVE_KEY },
});

async function begin() {
  const first = await runSync(sample, brave({}));
  expect(first.end).toMatchObject({ isComplete: false });
  expect(first.revisions.has(ATLAS)).toBe(true);
  return first.revisions;
}

test.each([true, false])(
  'a page that moved goes from its old address although a query fails; found again: %s',
  async (isFound) => {
    const known = await begin();
    if (!isFound)
      sample.controls.answerWith(/\/res\//, { status: 200, body: { web: { results: [] } } });
    const location = 'https://tea-atlas.example/teas/gyokuro';
    sample.controls.answerWith(/teas\/sencha/, { status: 301, body: '', headers: { location } });
    const next = await runSync(sample, { ...brave({}), known });
    expect(next.end).toMatchObject({ isComplete: false });
    expect(next.documents.map(({ externalId }) => externalId)).toContain(location);
    expect(next.gone).toEqual([ATLAS]);
  },
);

test('a domain that is left out by now goes although a query fails, and is nobody’s at once', async () => {
  const known = await begin();
  const run = brave({ blocked_domains: ['tea-atlas.example'] });
  const next = await runSync(sample, { ...run, known });
  expect(next.end).toMatchObject({ isComplete: false });
  const there = [...known.keys()].filter((id) => id.includes('tea-atlas'));
  expect(next.gone.toSorted()).toEqual(there.toSorted());
  const model = createAccessModel([...known.keys()]);
  await model.read(readAccess, () => openRun(sample, run));
  for (const [id, access] of model.documents) {
    const isOut = there.includes(id);
    expect([id, access]).toEqual([
      id,
      isOut ? { kind: 'nobody', reason: 'not_met' } : { kind: 'public' },
    ]);
  }
});
