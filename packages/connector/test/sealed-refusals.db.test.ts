import { randomUUID } from 'node:crypto';
import { SEALING_ALGORITHM } from '@rita/contracts';
import type { ConnectorKeys } from '@rita/contracts/sealing';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentFor, keysOf, seal, sealAnything } from './seal.ts';
import { startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let keys: ConnectorKeys;
beforeAll(async () => {
  at = await startTestConnector();
  keys = await keysOf(at.url);
});
afterAll(() => at.close());

const credentials = { personal_access_token: TOKEN };
const now = () => Math.floor(Date.now() / 1000);

/** Sends a webhook with this seal, and gives how its run ended. */
async function outcomeOf(payload: ReturnType<typeof at.payload>, sealed_credentials: string) {
  const before = at.source.calls.length;
  await at.send({ ...payload, sealed_credentials });
  const { status, error_code } = await at.app.result(payload.run_id);
  return { status, error_code, calls: at.source.calls.length - before };
}

const refused = (reason: string) => ({
  status: 'failed',
  error_code: `sealed_credentials_${reason}`,
  calls: 0,
});

test.each([
  ['over', () => ({ iat: now() - 601, exp: now() - 1 }), 'expired'],
  ['not begun', () => ({ iat: now() + 120, exp: now() + 600 }), 'expired'],
  ['longer than may be', () => ({ iat: now(), exp: now() + 3600 }), 'expired'],
  ['for an unknown key', () => ({ kid: 'A'.repeat(43) }), 'unknown_key'],
  ['of the form before', () => ({ typ: undefined, iat: undefined, exp: undefined }), 'outdated'],
  ['without an end', () => ({ exp: undefined }), 'unreadable'],
])('a seal whose time or key is not right: %s', async (_, header, reason) => {
  const payload = at.payload();
  const content = contentFor(payload, { url: at.source.url }, credentials);
  const sealed = await sealAnything(keys, content, header());
  expect(await outcomeOf(payload, sealed)).toEqual(refused(reason));
});

test('cut, changed, of another shape, for a key that only has the right name', async () => {
  const payload = at.payload();
  const content = contentFor(payload, { url: at.source.url }, credentials);
  const sealed = await sealAnything(keys, content);
  const { publicKey } = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const { x = '', y = '' } = await exportJWK(publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  const strange = { sealing_key: { kid: keys.sealing_key.kid, jwk } };
  const header = sealed.slice(0, sealed.indexOf('.'));
  const later = { ...SEALING_ALGORITHM, kid: keys.sealing_key.kid, typ: 'rita-credentials-2+jwe' };
  const otherHeader = Buffer.from(JSON.stringify({ ...later, iat: now(), exp: now() + 600 }));
  const bad = [
    sealed.slice(0, -5),
    `${sealed.slice(0, -3)}AAA`,
    // The times of a seal are part of what it proves.
    sealed.replace(header, otherHeader.toString('base64url')),
    await sealAnything(keys, { ...content, more: 1 }),
    await sealAnything(strange, content),
    'a.b.c',
    '',
  ];
  for (const one of bad) {
    const outcome = await outcomeOf({ ...payload, run_id: randomUUID() }, one);
    expect(outcome).toEqual(refused('unreadable'));
  }
  const kid = await calculateJwkThumbprint(jwk);
  const foreign = await sealAnything({ sealing_key: { kid, jwk } }, content);
  expect(await outcomeOf(payload, foreign)).toEqual(refused('unknown_key'));
});

test('a seal is opened once, also after the connector has forgotten all about it', async () => {
  const payload = at.payload();
  const webhook = { ...payload, sealed_credentials: await seal(keys, payload, credentials) };
  await at.send(webhook);
  expect(await at.app.result(payload.run_id)).toMatchObject({ status: 'success' });
  const { length } = at.source.calls;
  expect((await at.send(webhook)).status, 'sent once more').toBe(400);
  await at.send({ ...payload, action: 'delete_connection' });
  expect((await at.send(webhook)).status, 'after it was removed').toBe(400);
  expect((await at.send({ ...webhook, connection_id: randomUUID() })).status).toBe(400);
  expect(at.source.calls).toHaveLength(length);
  const warned = at.logLines.filter((line) => line.includes('run_id_used_again'));
  expect(warned).toHaveLength(3);
});

test('a run id of another organization, or of a sync, is answered at once', async () => {
  const payload = at.payload({ credentials });
  await at.send(payload);
  await at.app.result(payload.run_id);
  const sync = { ...payload, action: 'trigger_sync', run_id: randomUUID(), credentials: undefined };
  await at.send(sync);
  await at.app.result(sync.run_id);
  for (const run_id of [payload.run_id, sync.run_id]) {
    const other = at.payload({ tenant_id: 'org-2', run_id });
    const sealed_credentials = await seal(keys, other, credentials);
    expect((await at.send({ ...other, sealed_credentials })).status).toBe(400);
  }
});
