import type { SampleConfluence } from '@rita/sample-sources';
import { afterEach, describe, expect, it } from 'vitest';
import {
  contentOf,
  idsOf,
  itemOf,
  kept,
  restrictionsOf,
  runSync,
  sampleServers,
  TEA,
  titled,
} from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

const HOUR_MS = 3600 * 1000;
const hoursLater = (hours: number) => () => new Date(Date.now() + hours * HOUR_MS);
const lists = (calls: readonly string[]) =>
  calls
    .filter((call) => /spaces\/\d+\/(pages|blogposts)|order\+by\+created(?!.*lastmod)/.test(call))
    .filter((call) => !/lastmodified/.test(call));
const now = () => new Date().toISOString();

/** An edit as people make it: a new version, now. */
function edit(sample: SampleConfluence, title: string, body: string): void {
  const item = itemOf(sample, title);
  const version = { ...item.version, number: item.version.number + 1, createdAt: now() };
  sample.controls.edit(item.id, { body, version });
}

function addPage(sample: SampleConfluence, id: string, title: string): void {
  const model = itemOf(sample, 'Keemun');
  const version = { ...model.version, number: 1, createdAt: now() };
  sample.controls.site.content.push({
    ...model,
    id,
    title,
    status: 'current',
    createdAt: now(),
    version,
  });
}

describe.each(['cloud', 'data_center'] as const)('the next sync of %s', (edition) => {
  it('asks the search for changes and lists nothing, whatever zone and index say', async () => {
    const sample = await start({ edition });
    // The newest change that the first sync saw is as recent as what comes after it.
    edit(sample, 'Keemun', '<p>Hotter water.</p>');
    const first = kept(await runSync(sample, TEA));
    edit(sample, 'Gyokuro', '<p>Cooler water.</p>');
    addPage(sample, '99000001', 'Jin Jun Mei');
    for (const [zoneOffsetMinutes, indexSkewMinutes] of [
      [-720, 0],
      [840, 0],
      [0, -600],
      [0, 180],
    ]) {
      Object.assign(sample.controls.switches, { zoneOffsetMinutes, indexSkewMinutes });
      const next = await runSync(sample, { ...TEA, ...first });
      expect(next.error).toBeUndefined();
      expect(next.documents.map(({ title }) => title).toSorted()).toEqual([
        'Gyokuro',
        'Jin Jun Mei',
      ]);
      expect(titled(next, 'Jin Jun Mei')?.path).toEqual(['Tea knowledge', 'Home', 'Our teas']);
      expect(next.end).toMatchObject({ isComplete: false, cursor: { count: 24 } });
      expect(lists(next.calls)).toEqual([]);
    }
    const third = await runSync(sample, {
      ...TEA,
      ...kept(await runSync(sample, { ...TEA, ...first })),
    });
    // They lie within the overlap, and their versions say that they were read.
    expect(third).toMatchObject({ documents: [], end: { isComplete: false } });
    expect(third.calls.length).toBeLessThan(10);
  });

  it('lists all ids as soon as the search finds fewer, or more than what is new', async () => {
    const sample = await start({ edition });
    const first = kept(await runSync(sample, TEA));
    sample.controls.remove(itemOf(sample, 'Keemun').id);
    const afterDelete = await runSync(sample, { ...TEA, ...first });
    expect(afterDelete).toMatchObject({ documents: [], end: { isComplete: true } });
    expect(afterDelete.unchanged).toHaveLength(first.known.size - 1);
    // Listing costs no look at each restriction.
    expect(afterDelete.calls.filter((call) => call.includes('/restriction/'))).toEqual([]);

    // One new, one gone: the number is the same, and still it is noticed.
    addPage(sample, '99000002', 'Jin Jun Mei');
    sample.controls.remove(itemOf(sample, 'Gyokuro').id);
    const second = kept(afterDelete);
    const exchanged = await runSync(sample, { ...TEA, ...second });
    expect(exchanged.end?.isComplete).toBe(true);
    expect(idsOf(exchanged)).toEqual(['99000002']);

    // Long ago and hidden until now: no change tells of it.
    itemOf(sample, 'Keemun').status = 'current';
    const back = await runSync(sample, { ...TEA, ...kept(exchanged) });
    expect(titled(back, 'Keemun')).toBeDefined();
  });

  it('notices a move within hours and a new restriction within a day', async () => {
    const sample = await start({ edition });
    const first = kept(await runSync(sample, TEA));
    itemOf(sample, 'Gyokuro').parentId = itemOf(sample, 'Keemun').id;
    itemOf(sample, 'Sencha Yabukita').readers = { users: [], groups: ['tasters'] };
    const soon = await runSync(sample, { ...TEA, ...first });
    expect(soon).toMatchObject({ documents: [], end: { isComplete: false } });
    const later = await runSync(sample, { ...TEA, ...first, now: hoursLater(7) });
    expect(later.documents.map(({ title }) => title)).toEqual(['Gyokuro']);
    expect(later.end?.isComplete).toBe(true);
    const known = kept(later);
    const daily = await runSync(sample, { ...TEA, ...known, now: hoursLater(25) });
    expect(daily.documents.map(({ title }) => title)).toEqual(['Sencha Yabukita']);
    expect(restrictionsOf(daily.documents[0])).toEqual([['group:tasters']]);
  });

  it('names what is restricted anew only to those who may read it when it changes', async () => {
    const sample = await start({ edition });
    const first = kept(await runSync(sample, TEA));
    itemOf(sample, 'Our teas').readers = { users: [], groups: ['tasters'] };
    edit(sample, 'Gyokuro', '<p>Secret.</p>');
    const next = await runSync(sample, { ...TEA, ...first });
    expect(next.end?.isComplete).toBe(false);
    expect(restrictionsOf(titled(next, 'Gyokuro'))).toEqual([['group:tasters']]);
  });

  it('tries again what could not be read, and nothing else', async () => {
    const sample = await start({ edition });
    const broken = itemOf(sample, 'Gyokuro').id;
    Object.assign(sample.controls.switches, { brokenBodyOf: broken, brokenBodyStatus: 500 });
    const first = await runSync(sample, TEA);
    expect(first.failed).toHaveLength(1);
    expect(first.end?.cursor).toMatchObject({ retry: [broken] });
    sample.controls.switches.brokenBodyOf = null;
    const next = await runSync(sample, { ...TEA, ...kept(first) });
    expect(idsOf(next)).toEqual([broken]);
    expect(next.end).toMatchObject({ isComplete: false, cursor: { retry: [] } });
  }, 30_000);

  it('lists where labels or CQL narrow: those come and go without a change of the page', async () => {
    const sample = await start({ edition });
    const settings = { spaces: ['OPS'], include_labels: ['runbook'] };
    const first = await runSync(sample, { settings });
    const some = contentOf(sample, 'OPS').find(({ labels }) => labels.includes('runbook'));
    if (some) some.labels = [];
    const next = await runSync(sample, { settings, ...kept(first) });
    expect(next.end?.isComplete).toBe(true);
    expect(next.unchanged).not.toContain(some?.id);
    expect(next.unchanged).toHaveLength(first.documents.length - 1);
  });

  it('goes on after a checkpoint as what it was, and looks at everything when a space came', async () => {
    const sample = await start({ edition });
    const settings = { spaces: ['TEA', 'HR'] };
    const first = kept(await runSync(sample, { settings }));
    edit(sample, 'Gyokuro', '<p>one</p>');
    const next = await runSync(sample, { settings, ...first });
    const checkpoint = JSON.parse(JSON.stringify(next.pages[0]?.checkpoint));
    const rest = await runSync(sample, { settings, ...kept(next), checkpoint });
    expect(rest).toMatchObject({ documents: [], end: next.end });
    const more = await runSync(sample, { settings: { spaces: ['TEA', 'HR', 'FIN'] }, ...first });
    expect(more.end?.isComplete).toBe(true);
    expect(more.documents).toHaveLength(contentOf(sample, 'FIN').length + 1);
  });
});

/** Many pages, the last change of each long ago. */
function fill(sample: SampleConfluence, count: number): void {
  const model = itemOf(sample, 'Keemun');
  for (let index = 0; index < count; index += 1) {
    const createdAt = new Date(Date.parse('2026-01-01T00:00:00Z') + index * 60_000).toISOString();
    sample.controls.site.content.push({
      ...model,
      id: String(50_000_000 + index),
      title: `Lot ${index}`,
      createdAt,
      version: { ...model.version, number: 1, createdAt },
    });
  }
}

it('of 1,500 pages with 5 changes makes at most 2 % of the calls of the first', async () => {
  const sample = await start();
  fill(sample, 1_500);
  const first = await runSync(sample, TEA);
  expect(first.documents).toHaveLength(1_523);
  for (let index = 0; index < 5; index += 1) edit(sample, `Lot ${index * 200}`, '<p>sold</p>');
  const next = await runSync(sample, { ...TEA, ...kept(first) });
  expect(next.documents).toHaveLength(5);
  expect(next.calls.length).toBeLessThanOrEqual(first.calls.length * 0.02);
  sample.controls.remove(itemOf(sample, 'Lot 7').id);
  const second = kept(next);
  const swept = await runSync(sample, { ...TEA, ...second });
  expect(swept.end?.isComplete).toBe(true);
  expect(swept.calls.length).toBeLessThanOrEqual(first.calls.length * 0.02);
}, 60_000);
