import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  at = await startTestConnector();
});
afterAll(() => at.close());
afterEach(() => {
  at.source.before = () => Promise.resolve();
  at.source.failWith.clear();
});

const credentials = { personal_access_token: TOKEN };

async function run(payload: { run_id: string }) {
  await at.send(payload);
  return at.app.result(payload.run_id);
}

describe('verification', () => {
  test('checks are told while it runs', async () => {
    const { promise: isTold, resolve: told } = Promise.withResolvers<void>();
    at.source.before = () => isTold;
    const payload = at.payload({ credentials });
    await at.send(payload);
    await expect
      .poll(() => at.app.ofRun(payload.run_id)[0])
      .toMatchObject({ status: 'progress', checks: [{ name: 'signed_in', outcome: 'running' }] });
    told();
    expect(await at.app.result(payload.run_id)).toMatchObject({
      status: 'success',
      heartbeat_seconds: 15,
      checks: [{ name: 'signed_in', outcome: 'passed', detail: 'svc' }],
      options: { spaces: [{ value: 'ZOO', label: 'Zoo', count: 12 }] },
    });
  });

  test('a wrong token: the check fails, and nothing of the secret comes back', async () => {
    const wrong = 'wrong-canary-5f2a91';
    const payload = at.payload({ credentials: { personal_access_token: wrong } });
    const result = await run(payload);
    expect(result).toMatchObject({
      status: 'failed',
      error_code: 'invalid_credentials',
      checks: [{ name: 'signed_in', outcome: 'failed' }],
    });
    expect(JSON.stringify(at.app.ofRun(payload.run_id))).not.toContain(wrong);
    expect(JSON.stringify(result)).toContain('no access with');
  });

  test('a token that was broken in two is sent whole, and nothing of it comes back either', async () => {
    // With a sign that ends what looks like a token by itself.
    const broken = 'wrong-canary?\n  6a3b02';
    const payload = at.payload({ credentials: { personal_access_token: broken } });
    at.source.usedTokens.length = 0;
    expect(await run(payload)).toMatchObject({ error_code: 'invalid_credentials' });
    expect(at.source.usedTokens).toContain('wrong-canary?6a3b02');
    expect(JSON.stringify(at.app.ofRun(payload.run_id))).not.toContain('6a3b02');
  });

  test('a failed one leaves the credentials held as they were', async () => {
    const payload = at.payload({ credentials });
    await run(payload);
    const wrong = {
      ...payload,
      run_id: randomUUID(),
      credentials: { personal_access_token: 'no!' },
    };
    expect(await run(wrong)).toMatchObject({ status: 'failed' });
    const again = { ...payload, run_id: randomUUID(), credentials: undefined };
    expect(await run(again)).toMatchObject({ status: 'success' });
  });

  test('neither given nor held', async () => {
    expect(await run(at.payload())).toMatchObject({ error_code: 'credentials_required' });
  });

  test('credentials held are not sent to another address', async () => {
    const payload = at.payload({ credentials });
    await run(payload);
    const calls = at.source.calls.length;
    const elsewhere = {
      ...payload,
      credentials: undefined,
      settings: { url: `${at.source.url}/x` },
    };
    for (const action of ['verify_credentials', 'trigger_sync']) {
      const result = await run({ ...elsewhere, action, run_id: randomUUID() } as typeof payload);
      expect(result).toMatchObject({ error_code: 'settings_not_verified' });
    }
    expect(at.source.calls).toHaveLength(calls);
  });

  test('no driver', async () => {
    const payload = at.payload({ credentials, connection_type: 'servicenow' });
    expect(await run(payload)).toMatchObject({ error_code: 'driver_missing' });
  });

  test('settings that are not complete', async () => {
    const payload = at.payload({ credentials, settings: {} });
    expect(await run(payload)).toMatchObject({ error_code: 'not_configured' });
  });

  test('an address that may not be called', async () => {
    const payload = at.payload({ credentials, settings: { url: 'https://169.254.169.254' } });
    expect(await run(payload)).toMatchObject({ error_code: 'blocked_address' });
  });

  test('a cancelled one ends', async () => {
    at.source.before = () => new Promise(() => {});
    const payload = at.payload({ credentials });
    await at.send(payload);
    await expect.poll(() => at.app.ofRun(payload.run_id).length).toBeGreaterThan(0);
    await at.send({ ...payload, action: 'cancel_sync', credentials: undefined });
    expect(await at.app.result(payload.run_id)).toMatchObject({ status: 'failed' });
  });
});
