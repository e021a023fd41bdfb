import { randomUUID } from 'node:crypto';
import type { Reader } from '@rita/contracts';
import {
  DEMO_READERS,
  type SampleServiceNow,
  sampleSysId,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVERS } from '../src/sources/registry.ts';
import { type ConnectionSteps, connectionSteps, readerAt } from './connection-steps.ts';
import { startTestConnector } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let steps: ConnectionSteps;
let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow();
  at = await startTestConnector({}, DRIVERS);
  steps = connectionSteps(at);
});
afterAll(async () => {
  await at.close();
  await sample.close();
});

const articles = () => sample.controls.instance.tables.kb_knowledge ?? [];

test('from the password to an article found; then changes, a withdrawal, a deletion', async () => {
  const { settings, credentials } = sample;
  const connection = at.payload({ connection_type: 'servicenow', settings, credentials });
  expect(await steps.verify(connection)).toMatchObject({
    status: 'success',
    options: { knowledge_bases: expect.any(Array) },
  });
  const first = await steps.sync(connection);
  expect(first).toMatchObject({ status: 'sync_completed', documents_failed: 0 });
  expect(await steps.check(connection)).toMatchObject({ status: 'access_completed' });
  const asked = { reader: readerAt(DEMO_READERS.broad), query: 'FileVault' };
  const page = await steps.search(connection.tenant_id, asked);
  expect(page.data[0]?.title).toBe('MacBook Air: asks for the FileVault key');

  const [edited, retired, deleted] = articles().map(({ sys_id }) => sys_id);
  sample.controls.edit('kb_knowledge', edited ?? '', { text: '<p>Zebra</p>' });
  expect(await steps.sync(connection)).toMatchObject({
    documents_added: 0,
    documents_updated: 1,
    documents_removed: 0,
  });
  sample.controls.edit('kb_knowledge', retired ?? '', { workflow_state: 'retired' });
  sample.controls.instance.tables.kb_knowledge?.push({
    ...(articles().at(0) as ReturnType<typeof articles>[number]),
    sys_id: 'f'.repeat(32),
  });
  // As many as before are counted, so only changes are asked for, and the source names what is gone.
  expect(await steps.sync(connection)).toMatchObject({
    documents_added: 1,
    documents_removed: 1,
  });
  sample.controls.remove('kb_knowledge', deleted ?? '');
  expect(await steps.sync(connection)).toMatchObject({
    status: 'sync_completed',
    documents_updated: 0,
    documents_removed: 1,
  });
});

test('a cursor is not used after the settings changed, and many withdrawals are held back', async () => {
  const { settings, credentials } = sample;
  const connection = at.payload({ connection_type: 'servicenow', settings, credentials });
  await steps.verify(connection);
  const all = await steps.sync(connection);
  const knowledge_bases = [articles()[0]?.kb_knowledge_base];
  const narrowed = await steps.sync(connection, { settings: { ...settings, knowledge_bases } });
  expect(narrowed).toMatchObject({ status: 'sync_failed', error_code: 'too_many_deletions' });
  const before = sample.controls.calls.length;
  expect(await steps.sync(connection)).toMatchObject({ status: 'sync_completed' });
  expect(sample.controls.calls.slice(before).join()).toContain('sys_updated_on%3E%3D');
  expect(all).toMatchObject({ status: 'sync_completed' });
});

test('each finds what the instance shows them; what is taken away there is gone with the next reading', async () => {
  const { settings, credentials } = sample;
  const connection = at.payload({
    tenant_id: randomUUID(),
    connection_type: 'servicenow',
    settings,
    credentials,
  });
  await steps.verify(connection);
  await steps.sync(connection);
  const search = (reader: Reader | null, query?: string) =>
    steps.search(connection.tenant_id, { reader, query });
  const [broad, narrow] = [readerAt(DEMO_READERS.broad), readerAt(DEMO_READERS.narrow)];
  // People were not read yet.
  expect((await search(broad)).total).toBe(0);
  const done = await steps.check(connection);
  expect(done).toMatchObject({
    status: 'access_completed',
    summary: {
      people_complete: true,
      documents_complete: true,
      findings: expect.arrayContaining([
        { code: 'criteria_scripted', count: 1, detail: 'On call this week' },
      ]),
    },
  });
  const shownTo = ({ address }: { address: string }) =>
    articles().filter(
      (row) =>
        row.workflow_state === 'published' &&
        row.kb_knowledge_base !== sampleSysId('base OLD') &&
        !sample.controls.switches.hiddenIds.has(row.sys_id) &&
        sample.mayOpen(address, `kb_knowledge:${row.sys_id}`),
    ).length;
  expect((await search(broad)).total).toBe(shownTo(DEMO_READERS.broad));
  expect((await search(narrow)).total).toBe(shownTo(DEMO_READERS.narrow));
  expect((await search(null)).total).toBe(0);
  const advice = 'Do I lose vacation?';
  const finds = async (reader: Reader) =>
    (await search(reader, 'vacation')).data.some(({ title }) => title === advice);
  expect([await finds(broad), await finds(narrow)]).toEqual([true, false]);

  sample.controls.remove('sys_user_grmember', sampleSysId('member People team Ewa Nowak'));
  sample.controls.edit('kb_knowledge_base', sampleSysId('base HR'), { owner: '' });
  expect(await steps.check(connection)).toMatchObject({ documents_updated: 0 });
  expect(await finds(broad)).toBe(false);
  const ewa = sampleSysId(DEMO_READERS.broad.accountId);
  sample.controls.edit('sys_user', ewa, { active: 'false' });
  await steps.check(connection);
  expect((await search(broad)).total).toBe(0);
  expect((await search(narrow)).total).toBe(shownTo(DEMO_READERS.narrow));
});
