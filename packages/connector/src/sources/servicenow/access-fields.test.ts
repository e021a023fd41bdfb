import { PEOPLE, type SampleServiceNow, startSampleServiceNow } from '@rita/sample-sources';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { proveAccessFields } from '../testing/prove-access-fields.ts';
import { readAccess } from './read-access.ts';
import { openHere, whoProved } from './test-reading.ts';

let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow();
});
afterAll(() => sample.close());

const ADDRESSES = [...PEOPLE.map(({ address }) => address), 'packing@northwind.example'];
const SETTINGS = { tables: [{ table: 'incident', access: 'record_people' }] };

it('no field of an answer, whatever becomes of it, lets anybody find more', async () => {
  const { kb_knowledge: articles = [], incident: incidents = [] } = sample.controls.instance.tables;
  const { breaches, readings } = await proveAccessFields({
    readAccess,
    open: ({ through }) => openHere(sample, { settings: SETTINGS, ...(through && { through }) }),
    documents: [
      ...articles.map((row) => `kb_knowledge:${row.sys_id}`),
      ...incidents.map((row) => `incident:${row.sys_id}`),
    ],
    people: ADDRESSES.map(whoProved),
    onlyFirstAndLast: true,
  });
  expect(breaches).toEqual([]);
  expect(readings).toBeGreaterThan(200);
}, 120_000);
