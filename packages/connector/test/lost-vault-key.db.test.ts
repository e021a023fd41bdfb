import { randomBytes, randomUUID } from 'node:crypto';
import { fingerprintOf } from '@rita/contracts';
import { createLog } from '@rita/platform/log';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConnectorEnv, startConnector } from '../src/server.ts';
import { keysOf, seal } from './seal.ts';
import {
  createSender,
  drivers,
  METRICS_TOKEN,
  startTestConnector,
  TOKEN,
  variablesFor,
} from './test-connector.ts';

// From a lost VAULT_KEY to a completed sync, on one database.

let before: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  before = await startTestConnector({ VAULT_KEY: randomBytes(32).toString('base64') });
});
afterAll(() => before.close());

const credentials = { personal_access_token: TOKEN };

test('a connector with another VAULT_KEY starts, says what is lost, and takes new credentials', async () => {
  const connection = before.payload();
  const oldKeys = await keysOf(before.url);
  const sealed = await seal(oldKeys, connection, credentials);
  await before.send({ ...connection, sealed_credentials: sealed });
  expect(await before.app.result(connection.run_id)).toMatchObject({ status: 'success' });
  await before.stop();

  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  const log = createLog({ service: 'connector', level: 'info', destination });
  const env = readConnectorEnv({
    ...variablesFor(before.database, before.app.url),
    VAULT_KEY: randomBytes(32).toString('base64'),
  });
  const connector = await startConnector({ env, log, drivers });
  try {
    await expectNewStart(connector.url, { connection, oldKeys, sealed, lines });
  } finally {
    await connector.close();
  }
});

async function expectNewStart(
  url: string,
  was: {
    connection: ReturnType<typeof before.payload>;
    oldKeys: Awaited<ReturnType<typeof keysOf>>;
    sealed: string;
    lines: string[];
  },
) {
  const { connection, oldKeys, lines } = was;
  const send = createSender(url);
  const keys = await keysOf(url);
  expect(keys.root).not.toBe(oldKeys.root);
  expect(keys.sealing_key.kid).not.toBe(oldKeys.sealing_key.kid);
  const said = lines.join('');
  expect(said).toContain('connector_keys_replaced');
  expect(said).toContain(fingerprintOf(keys.root));
  expect(said).toContain(connection.connection_id);
  expect(said).not.toContain(TOKEN);
  expect(await readiness(url)).toMatchObject({
    status: 'ok',
    checks: { vault: 'credentials_lost' },
    credentials_lost: { count: 1, connection_ids: [connection.connection_id] },
  });
  expect(await metrics(url)).toMatch(/^rita_connector_lost_credential_sets 1$/m);

  const run = async (action: string, more: object = {}) => {
    const webhook = { ...connection, action, run_id: randomUUID() };
    await send({ ...webhook, ...more });
    return before.app.result(webhook.run_id);
  };
  const lost = { error_code: 'credentials_required' };
  expect(await run('trigger_sync')).toMatchObject(lost);
  expect(await run('verify_credentials')).toMatchObject(lost);
  expect(await run('verify_credentials', { sealed_credentials: was.sealed })).toMatchObject({
    error_code: 'sealed_credentials_unknown_key',
  });

  const entered = { ...connection, run_id: randomUUID() };
  const sealed_credentials = await seal(keys, entered, credentials);
  await send({ ...entered, sealed_credentials });
  expect(await before.app.result(entered.run_id)).toMatchObject({ status: 'success' });
  expect(await run('trigger_sync')).toMatchObject({ status: 'sync_completed' });
  await expect
    .poll(() => readiness(url), { timeout: 10_000 })
    .not.toHaveProperty('credentials_lost');
  expect(await metrics(url)).toMatch(/^rita_connector_lost_credential_sets 0$/m);
}

async function readiness(url: string): Promise<unknown> {
  const answer = await fetch(`${url}/health/ready`);
  expect(answer.status).toBe(200);
  return answer.json();
}

async function metrics(url: string): Promise<string> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  return (await fetch(`${url}/metrics`, { headers })).text();
}
