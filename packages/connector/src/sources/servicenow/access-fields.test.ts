import { PEOPLE, type SampleServiceNow, startSampleServiceNow } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proveAccessCalls } from '../testing/prove-access-calls.ts';
import { proveAccessFields } from '../testing/prove-access-fields.ts';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import { readAccess } from './read-access.ts';
import { openHere, whoProved } from './test-reading.ts';

let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow();
  // Two accounts with one address lead to neither, whatever is not told of the other one.
  const { sys_user: users = [] } = sample.controls.instance.tables;
  const [ana] = users;
  for (const end of ['e', 'f'])
    if (ana) users.push({ ...ana, sys_id: end.repeat(32), email: TWIN });
});
afterAll(() => sample.close());
withoutWaiting();

const TWIN = 'twin@northwind.example';
const ADDRESSES = [...PEOPLE.map(({ address }) => address), 'packing@northwind.example', TWIN];
const SETTINGS = { tables: [{ table: 'incident', access: 'record_people' }] };

function proof() {
  const { kb_knowledge: articles = [], incident: incidents = [] } = sample.controls.instance.tables;
  return {
    readAccess,
    open: ({ through }: RunChange) =>
      openHere(sample, { settings: SETTINGS, ...(through && { through }) }),
    documents: [
      ...articles.map((row) => `kb_knowledge:${row.sys_id}`),
      ...incidents.map((row) => `incident:${row.sys_id}`),
    ],
    people: ADDRESSES.map(whoProved),
  };
}

it('no field of an answer, whatever becomes of it, lets anybody find more', async () => {
  const { breaches, readings } = await proveAccessFields({ ...proof(), onlyFirstAndLast: true });
  expect(breaches).toEqual([]);
  expect(readings).toBeGreaterThan(400);
}, 300_000);

it('no call that is refused, or fails, lets anybody find more, or loses anything for good', async () => {
  const { breaches, cases } = await proveAccessCalls({
    ...proof(),
    // An account that is not signed in any more.
    opens: [/ 401$/],
  });
  expect(breaches).toEqual([]);
  expect(cases).toBeGreaterThan(100);
}, 180_000);
