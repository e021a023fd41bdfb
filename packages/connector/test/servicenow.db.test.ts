import { randomUUID } from 'node:crypto';
import { accessStatusMessageSchema, documentPageSchema, type Reader } from '@rita/contracts';
import {
  DEMO_READERS,
  type SampleServiceNow,
  sampleSysId,
  startSampleServiceNow,
} from '@rita/sample-sources';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DRIVERS } from '../src/sources/registry.ts';
import { startTestConnector } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow();
  at = await startTestConnector({}, DRIVERS);
});
afterAll(async () => {
  await at.close();
  await sample.close();
});

type Payload = ReturnType<typeof at.payload>;

async function runSync(connection: Payload, settings: Record<string, unknown>) {
  const run_id = randomUUID();
  const more = { action: 'trigger_sync', run_id, credentials: undefined, settings };
  await at.send({ ...connection, ...more });
  return at.app.result(run_id);
}

/** Reads permissions, and gives the message that it ended with. */
async function checkAccess(connection: Payload, settings: Record<string, unknown>) {
  const run_id = randomUUID();
  const people = Object.values(DEMO_READERS).map(({ address, name }) => ({
    person_id: name,
    address,
  }));
  const more = {
    action: 'check_access' as const,
    run_id,
    credentials: undefined,
    settings,
    people,
  };
  await at.send({ ...connection, ...more });
  return accessStatusMessageSchema.parse(await at.app.result(run_id));
}

const readerOf = ({ name, address }: { name: string; address: string }): Reader => ({
  person_id: name,
  addresses: [address],
});

async function search(connection: Payload, reader: Reader | null, query?: string) {
  const asked = { tenant_id: connection.tenant_id, limit: 100, reader, query };
  const answer = await at.send(asked, { path: '/documents/search' });
  return documentPageSchema.parse(await answer.json());
}

const articles = () => sample.controls.instance.tables.kb_knowledge ?? [];

test('from the password to an article found; then changes, a withdrawal, a deletion', async () => {
  const { settings, credentials } = sample;
  const connection = at.payload({ connection_type: 'servicenow', settings, credentials });
  await at.send(connection);
  expect(await at.app.result(connection.run_id)).toMatchObject({
    status: 'success',
    options: { knowledge_bases: expect.any(Array) },
  });
  const first = await runSync(connection, settings);
  expect(first).toMatchObject({ status: 'sync_completed', documents_failed: 0 });
  expect(await checkAccess(connection, settings)).toMatchObject({ status: 'access_completed' });
  const page = await search(connection, readerOf(DEMO_READERS.broad), 'FileVault');
  expect(page.data[0]?.title).toBe('MacBook Air: asks for the FileVault key');

  const [edited, retired, deleted] = articles().map(({ sys_id }) => sys_id);
  sample.controls.edit('kb_knowledge', edited ?? '', { text: '<p>Zebra</p>' });
  expect(await runSync(connection, settings)).toMatchObject({
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
  expect(await runSync(connection, settings)).toMatchObject({
    documents_added: 1,
    documents_removed: 1,
  });
  sample.controls.remove('kb_knowledge', deleted ?? '');
  expect(await runSync(connection, settings)).toMatchObject({
    status: 'sync_completed',
    documents_updated: 0,
    documents_removed: 1,
  });
});

test('a cursor is not used after the settings changed, and many withdrawals are held back', async () => {
  const { settings, credentials } = sample;
  const connection = at.payload({ connection_type: 'servicenow', settings, credentials });
  await at.send(connection);
  await at.app.result(connection.run_id);
  const all = await runSync(connection, settings);
  const knowledge_bases = [articles()[0]?.kb_knowledge_base];
  const narrowed = await runSync(connection, { ...settings, knowledge_bases });
  expect(narrowed).toMatchObject({ status: 'sync_failed', error_code: 'too_many_deletions' });
  const before = sample.controls.calls.length;
  expect(await runSync(connection, settings)).toMatchObject({ status: 'sync_completed' });
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
  await at.send(connection);
  await at.app.result(connection.run_id);
  await runSync(connection, settings);
  const [broad, narrow] = [readerOf(DEMO_READERS.broad), readerOf(DEMO_READERS.narrow)];
  // People were not read yet.
  expect((await search(connection, broad)).total).toBe(0);
  const done = await checkAccess(connection, settings);
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
  expect((await search(connection, broad)).total).toBe(shownTo(DEMO_READERS.broad));
  expect((await search(connection, narrow)).total).toBe(shownTo(DEMO_READERS.narrow));
  expect((await search(connection, null)).total).toBe(0);
  const advice = 'Do I lose vacation?';
  const finds = async (reader: Reader) =>
    (await search(connection, reader, 'vacation')).data.some(({ title }) => title === advice);
  expect([await finds(broad), await finds(narrow)]).toEqual([true, false]);

  sample.controls.remove('sys_user_grmember', sampleSysId('member People team Ewa Nowak'));
  sample.controls.edit('kb_knowledge_base', sampleSysId('base HR'), { owner: '' });
  expect(await checkAccess(connection, settings)).toMatchObject({ documents_updated: 0 });
  expect(await finds(broad)).toBe(false);
  const ewa = sampleSysId(DEMO_READERS.broad.accountId);
  sample.controls.edit('sys_user', ewa, { active: 'false' });
  await checkAccess(connection, settings);
  expect((await search(connection, broad)).total).toBe(0);
  expect((await search(connection, narrow)).total).toBe(shownTo(DEMO_READERS.narrow));
});
