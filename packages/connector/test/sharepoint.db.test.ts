import { randomUUID } from 'node:crypto';
import { documentPageSchema } from '@rita/contracts';
import {
  SAMPLE_APP_SECRET,
  type SampleSharePoint,
  startSampleSharePoint,
} from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVERS } from '../src/sources/registry.ts';
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
  await at.send(verify);
  const verified = await at.app.result(verify.run_id);
  expect(verified).toMatchObject({ status: 'success', options: { libraries: expect.any(Array) } });

  const sync = async () => {
    const run = { action: 'trigger_sync', run_id: randomUUID(), credentials: undefined } as const;
    const before = sample.controls.calls.length;
    await at.send({ ...verify, ...run });
    const result = await at.app.result(run.run_id);
    expect(result).toMatchObject({ status: 'sync_completed', documents_failed: 0 });
    return sample.controls.calls.length - before;
  };
  const find = async (query: string) => {
    const search = { tenant_id: verify.tenant_id, limit: 5, query };
    const answer = await at.send(search, { path: '/documents/search' });
    return documentPageSchema.parse(await answer.json());
  };
  const first = await sync();
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
