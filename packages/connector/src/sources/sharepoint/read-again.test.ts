import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { itemNamed, runReadAgain, runSync } from './testing.ts';

let sample: SampleSharePoint;
beforeAll(async () => {
  sample = await startSampleSharePoint();
});
afterAll(() => sample.close());

test('what failed is read again alone: mended, still broken, gone', async () => {
  const mended = itemNamed(sample, 'Vacation.docx');
  const good = mended.content;
  mended.content = Buffer.from('PK not a zip');
  const page = sample.controls.tenant.pages[0];
  if (page) page.isCorrupt = true;
  const settings = { file_kinds: ['docx'] };
  const { failed } = await runSync(sample, { settings });
  expect(failed).toHaveLength(2);

  const still = await runReadAgain(sample, failed, { settings });
  expect(still.documents.map(({ title }) => title)).not.toContain('Vacation.docx');
  expect(still.failed.map(({ title }) => title)).toContain('Vacation.docx');
  expect(still.removed).toEqual([]);

  mended.content = good;
  if (page) page.isCorrupt = false;
  const before = sample.controls.calls.length;
  const again = await runReadAgain(sample, failed, { settings });
  expect(again.documents.map(({ title }) => title).toSorted()).toEqual(
    [mended.name, page?.title].toSorted(),
  );
  expect(again.documents.map(({ externalId }) => externalId).toSorted()).toEqual(
    failed.map(({ externalId }) => externalId).toSorted(),
  );
  expect([again.failed, again.removed]).toEqual([[], []]);
  // The rest of what is stored is neither listed nor taken for gone.
  expect(again.end).toEqual({ isComplete: false, cursor: null });
  const asked = sample.controls.calls.slice(before);
  expect(asked.filter((call) => call.includes('/delta'))).toEqual([]);

  sample.controls.remove(mended.id);
  const gone = await runReadAgain(sample, failed, { settings });
  expect(gone.removed).toEqual([failed.find(({ title }) => title === mended.name)?.externalId]);
});

test('a library, its pages or a site that could not be listed is listed again as a whole', async () => {
  const whole = await startSampleSharePoint({ switches: { largestPage: 5 } });
  const settings = { file_kinds: ['csv'] };
  const broken = { status: 403, body: { error: { code: 'accessDenied', message: '' } } };
  const { driveId } = itemNamed(whole, 'Phone list.csv');
  const [library, pages] = [`drive/${driveId}`, /^pages\//];
  whole.controls.answerNext(new RegExp(`${encodeURIComponent(driveId)}/root/delta`), broken);
  whole.controls.answerNext(/sites.*sitePage\?\$top/, broken);
  try {
    const { failed, end, error } = await runSync(whole, { settings });
    expect([error, end?.isComplete]).toEqual([undefined, false]);
    const ids = failed.map(({ externalId }) => externalId);
    expect(ids).toContain(library);
    expect(ids.some((id) => pages.test(id))).toBe(true);
    const again = await runReadAgain(whole, failed, { settings });
    expect(again.failed.filter(({ externalId }) => ids.includes(externalId))).toEqual([]);
    expect(again.removed.toSorted()).toEqual(ids.toSorted());
    expect(again.documents.some(({ externalId }) => externalId.startsWith(driveId))).toBe(true);
    expect(again.documents.some(({ externalId }) => externalId.startsWith('page/'))).toBe(true);
  } finally {
    await whole.close();
  }
});
