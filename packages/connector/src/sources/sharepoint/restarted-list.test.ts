import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { SourceHttp } from '../../egress/source-http.ts';
import { madeAnswer } from '../testing/made-answer.ts';
import { countReadable, itemNamed, readableFiles, runSync, titled } from './testing.ts';

vi.setConfig({ testTimeout: 60_000 });

let sample: SampleSharePoint;
beforeEach(async () => {
  sample = await startSampleSharePoint();
  for (const item of readableFiles(sample)) {
    item.name = item.name.replace(/\.\w+$/, '.txt');
    item.content = Buffer.from(item.name);
  }
});
afterEach(() => sample.close());

/** Does something when an address is asked for the first time; what it gives is the answer. */
function atFirst(match: RegExp, act: (url: string) => ReturnType<typeof madeAnswer> | undefined) {
  let isDone = false;
  return (http: SourceHttp): SourceHttp => ({
    send: async (request) => {
      const url = String(request.url);
      const isNow = !isDone && match.test(url);
      isDone ||= isNow;
      return (isNow ? act(url) : undefined) ?? http.send(request);
    },
  });
}

const resync = (url: string, code: string, fresh: boolean) =>
  madeAnswer(url, {
    status: 410,
    body: { error: { code, message: '' } },
    headers: fresh ? { location: url.replace(/token=[^&]+/, 'token=full.0.0.0') } : {},
  });

test.each([
  ['resyncChangesApplyDifferences', true],
  ['resyncChangesUploadDifferences', false],
])(
  'what went before a listing began anew is gone, although it was listed: %s',
  async (code, fresh) => {
    sample.controls.switches.largestPage = 20;
    const gone = itemNamed(sample, 'Vacation.txt');
    const link = new RegExp(
      `/drives/${encodeURIComponent(gone.driveId)}/root/delta.*full\\.0\\.[1-9]`,
    );
    const through = atFirst(link, (url) => {
      sample.controls.remove(gone.id);
      return resync(url, code, fresh);
    });
    const first = await runSync(sample, { through });
    expect(first).toMatchObject({ error: undefined, failed: [], end: { isComplete: true } });
    expect(first.written.map(({ title }) => title)).toContain('Vacation.txt');
    expect(titled(first.stored, 'Vacation.txt')).toBeUndefined();
    expect(first.stored.size).toBe(countReadable(sample));
  },
);

test('and so is what a list of changes named, before all had to be listed', async () => {
  const { stored, cursor } = await runSync(sample);
  const { items } = sample.controls.tenant;
  const drives = [...new Set(items.map(({ driveId }) => driveId))].toSorted();
  // Libraries are read in the order of their ids.
  const gone = readableFiles(sample).find(({ driveId }) => driveId === drives[0]);
  const folder = items.find((one) => one.kind === 'folder' && one.driveId === drives.at(-1));
  if (!gone || !folder) throw new Error('no such items');
  sample.controls.edit(gone.id, { contentVersion: 2, content: Buffer.from('Changed') });
  sample.controls.edit(folder.id, { name: 'Rules' });
  const through = atFirst(/delta\?\$top/, () => {
    sample.controls.remove(gone.id);
    return undefined;
  });
  const id = `${gone.driveId}/${gone.id}`;
  const second = await runSync(sample, { stored, cursor, through });
  expect(second).toMatchObject({ error: undefined, end: { isComplete: true } });
  expect(second.written.map(({ externalId }) => externalId)).toContain(id);
  expect(stored.has(id)).toBe(false);
  const third = await runSync(sample, { stored, cursor: second.cursor });
  expect(third.stored.size).toBe(countReadable(sample));
});
