import {
  DEMO_READERS,
  SAMPLE_APP_SECRET,
  type SampleSharePoint,
  startSampleSharePoint,
} from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVERS } from '../src/sources/registry.ts';
import { connectionSteps, readerAt } from './connection-steps.ts';
import { startTestConnector } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let sample: SampleSharePoint;
beforeAll(async () => {
  sample = await startSampleSharePoint();
  at = await startTestConnector({}, DRIVERS);
});
afterAll(async () => {
  await at.close();
  await sample.close();
});

test('the sample SharePoint: verified, read whole, then only what changed', async () => {
  const { settings, credentials } = sample;
  const verify = at.payload({ connection_type: 'sharepoint', settings, credentials });
  const steps = connectionSteps(at);
  const verified = await steps.verify(verify);
  expect(verified).toMatchObject({ status: 'success', options: { libraries: expect.any(Array) } });

  const sync = async () => {
    const before = sample.controls.calls.length;
    const result = await steps.sync(verify);
    expect(result).toMatchObject({ status: 'sync_completed', documents_failed: 0 });
    return sample.controls.calls.length - before;
  };
  const reader = readerAt(DEMO_READERS.broad);
  const find = (query: string) => steps.search(verify.tenant_id, { query, reader });
  const first = await sync();
  expect((await find('Vacation')).data).toEqual([]);
  expect(await steps.check(verify)).toMatchObject({ status: 'access_completed' });
  expect((await find('Vacation')).data.map(({ title }) => title)).toContain('Vacation.docx');

  const changed = sample.controls.tenant.items.find(({ name }) => name === 'Phone list.csv');
  const gone = sample.controls.tenant.items.find(({ name }) => name === 'Vacation.docx');
  const content = Buffer.from('Name,Team\nZebulon Quist,Logistics\n');
  sample.controls.edit(changed?.id ?? '', { content, contentVersion: 2 });
  sample.controls.remove(gone?.id ?? '');
  expect(await sync()).toBeLessThan(first / 8);
  expect((await find('Zebulon')).data).toHaveLength(1);
  expect((await find('Vacation')).data.map(({ title }) => title)).not.toContain('Vacation.docx');
  expect(at.logLines.join('')).not.toContain(SAMPLE_APP_SECRET);
  expect(at.logLines.join('')).not.toContain('tempauth');
});
