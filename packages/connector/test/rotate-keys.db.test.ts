import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { fingerprintOf } from '@rita/contracts';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { bareEnvironment } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tables } from '../src/platform/db/tables.ts';
import { cleanUp } from '../src/platform/housekeeping.ts';
import { keysOf, seal } from './seal.ts';
import { startTestConnector, TOKEN, variablesFor } from './test-connector.ts';

// The command works beside a running connector, which the embedded database allows to nobody.
const hasServer = process.env.TEST_DATABASE !== 'pglite';
const COMMAND = fileURLToPath(new URL('../src/connector-key.ts', import.meta.url));

describe.skipIf(!hasServer)('the keys of a running connector', () => {
  let at: Awaited<ReturnType<typeof startTestConnector>>;
  beforeAll(async () => {
    at = await startTestConnector();
  });
  afterAll(() => at.close());

  async function connectorKey(...words: string[]): Promise<string> {
    const variables = variablesFor(at.database, at.app.url);
    const env = { ...bareEnvironment(), ...variables };
    const { stdout } = await promisify(execFile)(process.execPath, [COMMAND, ...words], { env });
    return stdout;
  }

  async function verifyWith(sealedFor: Awaited<ReturnType<typeof keysOf>>) {
    const payload = at.payload();
    const sealed_credentials = await seal(sealedFor, payload, { personal_access_token: TOKEN });
    await at.send({ ...payload, sealed_credentials });
    const { status, error_code } = await at.app.result(payload.run_id);
    return error_code ?? status;
  }

  test('the command prints the fingerprint of the log, and what the app has to trust', async () => {
    const { root, sealing_key } = await keysOf(at.url);
    const said = await connectorKey();
    expect(said).toContain(`root key     ${fingerprintOf(root)}`);
    expect(said).toContain(`sealing key  ${fingerprintOf(sealing_key.kid)}`);
    expect(said).toContain(`CONNECTOR_ROOT_KEY="${root}"`);
    expect(at.logLines.join('')).toContain(fingerprintOf(root));
    expect(await connectorKey('nonsense')).toContain('npm run connector-key -- rotate');
  });

  test('a new sealing key: what was sealed before still opens, and after its time no more', async () => {
    const before = await keysOf(at.url);
    await connectorKey('rotate');
    const after = await keysOf(at.url);
    expect(after.root).toBe(before.root);
    expect(after.sealing_key.kid).not.toBe(before.sealing_key.kid);
    expect(await verifyWith(before)).toBe('success');
    expect(await verifyWith(after)).toBe('success');

    const database = await openDatabase<Tables>({ ...at.database, log: silentLog });
    try {
      await sql`update connector_keys set retired_at = now() - interval '61 minutes'
        where state = 'retired'`.execute(database.kysely);
      await cleanUp(database);
    } finally {
      await database.close();
    }
    expect(await verifyWith(before)).toBe('sealed_credentials_unknown_key');
    expect(await verifyWith(after)).toBe('success');
  });

  test('a new root key: told of first, then used', async () => {
    await expect(connectorKey('switch-root')).rejects.toThrow('There is no next root key');
    const before = await keysOf(at.url);
    const said = await connectorKey('next-root');
    const [, pins = ''] = /CONNECTOR_ROOT_KEY="(.+)"/.exec(said) ?? [];
    const [current, next] = pins.split(' ');
    expect(current).toBe(before.root);
    expect((await keysOf(at.url)).root).toBe(current);
    await connectorKey('switch-root');
    const after = await keysOf(at.url);
    expect([after.root, after.sealing_key]).toEqual([next, before.sealing_key]);
    expect(await connectorKey()).toContain(`CONNECTOR_ROOT_KEY="${next}"`);
  });
});
