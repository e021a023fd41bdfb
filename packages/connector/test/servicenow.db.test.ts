import { randomUUID } from 'node:crypto';
import { documentPageSchema } from '@rita/contracts';
import { type SampleServiceNow, startSampleServiceNow } from '@rita/sample-sources';
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
  const search = { tenant_id: connection.tenant_id, query: 'FileVault', limit: 5 };
  const answer = await at.send(search, { path: '/documents/search' });
  const page = documentPageSchema.parse(await answer.json());
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
