import { randomUUID } from 'node:crypto';
import { ALLOWED_DATA_SOURCE_TYPES, boundSettings, type DataSourceType } from '@rita/contracts';
import type { ConnectorKeys } from '@rita/contracts/sealing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { boundCases, credentialsOf, driversOfAllTypes, settingsOf } from './bound-cases.ts';
import { startFakeSource } from './fake-driver.ts';
import { contentFor, keysOf, seal, sealAnything } from './seal.ts';
import { startTestConnector, TOKEN } from './test-connector.ts';

// Row 95 of reliability.md: a seal is good for what it was made for, and for nothing that differs
// from it in a single point.

type Source = Awaited<ReturnType<typeof startFakeSource>>;
let at: Awaited<ReturnType<typeof startTestConnector>>;
/** The server of whoever has the app send webhooks; nobody may ever come by there. */
let stranger: Source;
let keys: ConnectorKeys;
beforeAll(async () => {
  stranger = await startFakeSource(TOKEN);
  at = await startTestConnector(
    { VERIFY_CONCURRENCY: '20' },
    driversOfAllTypes(() => at.source.url),
  );
  keys = await keysOf(at.url);
});
afterAll(async () => {
  await at.close();
  await stranger.close();
});

const places = () => ({ genuine: at.source.url, other: stranger.url });
const calls = () => [...at.source.calls, ...stranger.calls];

function genuineWebhook(type: DataSourceType, settings: Record<string, unknown>) {
  return at.payload({ connection_type: type, settings });
}

/** Everything that was refused for this reason, by the ids of the runs in the log. */
function refusedRuns(reason: string): string {
  const isRefusal = (line: string) =>
    line.includes('sealed_credentials_refused') && line.includes(`"reason":"${reason}"`);
  return at.logLines.filter(isRefusal).join('\n');
}

test('what was sealed for a webhook opens with it, for every type', async () => {
  for (const type of ALLOWED_DATA_SOURCE_TYPES) {
    const payload = genuineWebhook(type, settingsOf(type, places(), 0));
    const sealed_credentials = await seal(keys, payload, credentialsOf(type, TOKEN));
    await at.send({ ...payload, sealed_credentials });
    expect(await at.app.result(payload.run_id)).toMatchObject({ status: 'success' });
  }
  expect(stranger.calls).toEqual([]);
});

test('any bound setting that was changed, removed or added: refused before any call', async () => {
  const before = calls().length;
  const cases = boundCases(places());
  const sent = await Promise.all(
    cases.map(async ({ type, genuine, other, ...what }) => {
      const entered = genuineWebhook(type, genuine);
      const sealed_credentials = await seal(keys, entered, credentialsOf(type, TOKEN));
      await at.send({ ...entered, settings: other, sealed_credentials });
      return { type, ...what, run_id: entered.run_id };
    }),
  );
  for (const { run_id, ...what } of sent) {
    const { status, error_code } = await at.app.result(run_id);
    expect({ ...what, status, error_code }).toEqual({
      ...what,
      status: 'failed',
      error_code: 'sealed_credentials_misdirected',
    });
    expect(refusedRuns('other_settings')).toContain(run_id);
  }
  expect(cases.length).toBeGreaterThan(30);
  expect(calls()).toHaveLength(before);
});

// One field differs each time, all others are as they should be.
const OTHERS = [
  ['purpose', 'read', 'other_purpose'],
  ['tenant_id', 'org-2', 'other_tenant'],
  ['user_id', 'user-2', 'other_user'],
  ['connection_id', randomUUID(), 'other_connection'],
  ['connection_type', 'another', 'other_type'],
  ['run_id', randomUUID(), 'other_run'],
] as const;

test.each(OTHERS)('another %s: refused before any call', async (field, value, reason) => {
  const before = calls().length;
  for (const type of ALLOWED_DATA_SOURCE_TYPES) {
    const settings = settingsOf(type, places(), 0);
    const payload = genuineWebhook(type, settings);
    const content = contentFor(payload, boundSettings(type, settings), credentialsOf(type, TOKEN));
    const sealed_credentials = await sealAnything(keys, { ...content, [field]: value });
    await at.send({ ...payload, sealed_credentials });
    expect(await at.app.result(payload.run_id)).toMatchObject({
      status: 'failed',
      error_code: 'sealed_credentials_misdirected',
    });
    expect(refusedRuns(reason)).toContain(payload.run_id);
  }
  expect(calls()).toHaveLength(before);
});

test('what was refused is not kept: the connector holds nothing afterwards', async () => {
  const settings = settingsOf('confluence', places(), 0);
  const payload = genuineWebhook('confluence', settings);
  const entered = { ...payload, settings: { ...settings, url: stranger.url } };
  const sealed_credentials = await seal(keys, entered, credentialsOf('confluence', TOKEN));
  await at.send({ ...payload, sealed_credentials });
  await at.app.result(payload.run_id);
  for (const tried of [settings, entered.settings]) {
    const run_id = randomUUID();
    await at.send({ ...payload, run_id, settings: tried });
    expect(await at.app.result(run_id)).toMatchObject({ error_code: 'credentials_required' });
  }
  expect(stranger.calls).toEqual([]);
});
