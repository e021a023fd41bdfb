import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { openRun, runSync, type Stored } from './testing.ts';

/** Enough to tell one place from another. */
const FEW = { file_kinds: ['docx'] };

let sample: SampleSharePoint;
let stored: Stored;
beforeAll(async () => {
  const whole = await startSampleSharePoint();
  stored = new Map((await runSync(whole, { settings: FEW })).stored);
  await whole.close();
}, 60_000);
beforeEach(async () => {
  sample = await startSampleSharePoint();
});
afterEach(() => sample.close());

const addressOf = (path: string) => `${sample.url}${path}`;
const inSite = (name: string, ids = stored) =>
  [...ids].filter(([, { path }]) => path[0] === name).map(([id]) => id);
const libraryOf = (name: string) =>
  inSite(name)
    .find((id) => !id.startsWith('page/'))
    ?.split('/')[0] ?? '';

/** Nobody knows what all the libraries of this site have. */
const breakList = (name: string) => {
  const body = { error: { code: 'x', message: '' } };
  const path = new RegExp(`drives/${libraryOf(name).replace('!', '(!|%21)')}/root/delta`);
  sample.controls.answerNext(path, { status: 400, body }, 99);
};

/** What a sync removes, and what of the rest a reading of permissions says is nobody's. */
async function narrow(choice: object) {
  const settings = { ...FEW, ...choice };
  const model = createAccessModel([...stored.keys()]);
  await model.read(readAccess, () => openRun(sample, { settings }));
  const hidden = [...model.documents].filter(
    ([, access]) => access.kind === 'nobody' && access.reason === 'not_met',
  );
  const outcome = await runSync(sample, { settings, stored: new Map(stored) });
  return { ...outcome, hidden: hidden.map(([id]) => id).toSorted() };
}

test('a site that is not chosen any more goes although a list of another is not whole', async () => {
  breakList('People');
  const sites = [addressOf('/sites/people'), addressOf('/sites/sales')];
  const { end, gone, hidden } = await narrow({ sites });
  expect(end?.isComplete).toBe(false);
  const staying = new Set([...inSite('People'), ...inSite('Sales & Marketing')]);
  const others = [...stored.keys()].filter((id) => !staying.has(id));
  expect(others.length).toBeGreaterThan(10);
  expect(gone.toSorted()).toEqual(others.toSorted());
  expect(hidden).toEqual(others.toSorted());
});

test('where a chosen site is not found, no site is taken for one that is not chosen', async () => {
  const sites = [addressOf('/sites/people'), addressOf('/sites/none')];
  const { end, gone, failed } = await narrow({ sites });
  expect(failed.map(({ externalId }) => externalId)).toContain(`site/${addressOf('/sites/none')}`);
  expect(end?.isComplete).toBe(false);
  expect(gone).toEqual([]);
});

test('libraries and pages that are not chosen any more go, whatever is not found', async () => {
  const library = libraryOf('People');
  const { end, gone } = await narrow({ libraries: [library, 'b!gone'], pages: false });
  expect(end?.isComplete).toBe(false);
  const others = [...stored.keys()].filter((id) => !id.startsWith(`${library}/`));
  expect(gone.toSorted()).toEqual(others.toSorted());
});

test('nothing that is chosen goes', async () => {
  breakList('People');
  const { end, gone, hidden } = await narrow({});
  expect(end?.isComplete).toBe(false);
  expect([gone, hidden]).toEqual([[], []]);
});
