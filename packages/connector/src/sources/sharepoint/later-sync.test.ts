import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { countReadable, itemNamed, readableFiles, runSync, titled } from './testing.ts';

// The first sync of all downloads and converts some two hundred files.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

let sample: SampleSharePoint;
let untouched: Pick<SampleSharePoint['controls'], 'tenant' | 'switches'>;
/** Each test begins with the same tenant, so that it is read for the first time only once. */
let usual: Awaited<ReturnType<typeof runSync>>;
beforeAll(async () => {
  sample = await startSampleSharePoint();
  const { tenant, switches } = sample.controls;
  untouched = structuredClone({ tenant, switches });
  usual = await runSync(sample);
});
beforeEach(() => {
  const { tenant, switches } = structuredClone(untouched);
  Object.assign(sample.controls.tenant, tenant);
  Object.assign(sample.controls.switches, switches);
});
afterAll(() => sample.close());

describe('a later sync', () => {
  function afterFirst() {
    const stored = new Map(usual.stored);
    const next = () => runSync(sample, { stored, cursor: usual.cursor });
    return { ...usual, stored, next };
  }

  test('asks only for changes', async () => {
    const first = afterFirst();
    const changed = readableFiles(sample).slice(0, 5);
    for (const item of changed) {
      sample.controls.edit(item.id, { contentVersion: 2, content: Buffer.from(item.content) });
    }
    const second = await first.next();
    expect(second.written.map(({ title }) => title).toSorted()).toEqual(
      changed.map(({ name }) => name).toSorted(),
    );
    expect(second.end?.isComplete).toBe(false);
    expect(second.calls.length).toBeLessThan(first.calls.length / 8);
    const third = await runSync(sample, { stored: first.stored, cursor: second.cursor });
    expect(third.written).toEqual([]);
    expect(first.stored.size).toBe(countReadable(sample));
  });

  test.each([true, false])(
    'a deleted file goes, also without a name (%s)',
    async (namelessDeletions) => {
      sample.controls.switches.namelessDeletions = namelessDeletions;
      const first = afterFirst();
      sample.controls.remove(itemNamed(sample, 'Vacation.docx').id);
      const second = await first.next();
      expect(titled(first.stored, 'Vacation.docx')).toBeUndefined();
      expect(first.stored.size).toBe(countReadable(sample));
      expect(second.end?.isComplete).toBe(false);
    },
  );

  test('a deleted folder takes along what stood in it', async () => {
    const first = afterFirst();
    sample.controls.remove(itemNamed(sample, 'Policies').id);
    const second = await first.next();
    expect(second.end?.isComplete).toBe(true);
    expect(titled(first.stored, 'Vacation.docx')).toBeUndefined();
    expect(first.stored.size).toBe(countReadable(sample));
  });

  test('a renamed folder gives all in it a new path', async () => {
    const first = afterFirst();
    sample.controls.edit(itemNamed(sample, 'Policies').id, { name: 'Rules' });
    await first.next();
    expect(titled(first.stored, 'Vacation.docx')?.path).toEqual([
      'People',
      'Documents',
      'Rules',
      'People',
    ]);
    expect(first.stored.size).toBe(countReadable(sample));
  });

  test('410, 404 or 400 on the stored link: everything is listed, nothing is downloaded again', async () => {
    const first = afterFirst();
    sample.controls.remove(itemNamed(sample, 'Vacation.docx').id);
    for (const change of [
      { goneTimes: 1 },
      { lostLinkStatus: 404 },
      { lostLinkStatus: 400 },
    ] as const) {
      Object.assign(sample.controls.switches, { lostLinkStatus: null }, change);
      const second = await first.next();
      expect(second.error).toBeUndefined();
      expect(second.end?.isComplete).toBe(true);
      expect(second.calls.filter((call) => call.includes('/content'))).toEqual([]);
      expect(first.stored.size).toBe(countReadable(sample));
    }
  });

  test('a file that failed is tried again although it has not changed', async () => {
    const first = afterFirst();
    const item = itemNamed(sample, 'Vacation.docx');
    const good = item.content;
    sample.controls.edit(item.id, { contentVersion: 2, content: Buffer.from('broken') });
    const second = await first.next();
    expect(second.failed).toMatchObject([{ title: 'Vacation.docx' }]);
    item.content = good;
    const third = await runSync(sample, { stored: first.stored, cursor: second.cursor });
    expect(third.written.map(({ title }) => title)).toEqual(['Vacation.docx']);
  });

  test('a page that was taken down goes; an unchanged one keeps its id and is not read again', async () => {
    const first = afterFirst();
    const gone = sample.controls.tenant.pages.shift();
    const second = await first.next();
    expect(titled(first.stored, gone?.title ?? '')).toBeUndefined();
    expect(second.calls.filter((call) => call.includes('canvasLayout'))).toEqual([]);
    expect(first.stored.size).toBe(countReadable(sample));
  });

  test('hidden permissions name nobody', async () => {
    sample.controls.switches.permissionsForbidden = true;
    const first = await runSync(sample, { settings: { pages: false } });
    const { access } = titled(first.stored, 'Vacation.docx') ?? {};
    expect(access).toEqual({ kind: 'nobody', reason: 'refused' });
  });

  test('429 with a date and 503 without a header are waited for', async () => {
    const soon = new Date(Date.now() + 300).toUTCString();
    sample.controls.answerNext(/getAllSites/, {
      status: 429,
      body: {},
      headers: { 'retry-after': soon },
    });
    sample.controls.answerNext(/drives\?/, { status: 503, body: {} });
    sample.controls.answerNext(/delta/, {
      status: 500,
      body: { error: { code: 'generalException', message: '' } },
    });
    expect((await runSync(sample)).error).toBeUndefined();
  });
});
