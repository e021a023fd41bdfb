import { randomBytes, randomUUID } from 'node:crypto';
import { sealedCredentialsPayloadSchema, verifyDataSourceRequestSchema } from '@rita/contracts';
import { calculateJwkThumbprint, compactDecrypt, exportJWK, generateKeyPair } from 'jose';
import { expect, test } from 'vitest';
import { newRunId, sealCredentials } from './seal-credentials.ts';

async function connectorKey() {
  const pair = await generateKeyPair('ECDH-ES', { crv: 'P-256', extractable: true });
  const { x = '', y = '' } = await exportJWK(pair.publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  const kid = await calculateJwkThumbprint(jwk);
  return { privateKey: pair.privateKey, key: { kid, fingerprint: '7F:2C:91:AE', jwk } };
}

const payload = () => ({
  tenant_id: 'org-1',
  connection_id: randomUUID(),
  connection_type: 'confluence',
  run_id: newRunId(),
  credentials: { api_token: `tökén-${randomBytes(8).toString('hex')}` },
});

test('what the browser seals opens with the connector’s key, and says for what it is', async () => {
  const { key, privateKey } = await connectorKey();
  const sent = payload();
  const sealed = await sealCredentials(key, sent);

  expect(verifyDataSourceRequestSchema.parse({ sealed_credentials: sealed })).toBeDefined();
  const opened = await compactDecrypt(sealed, privateKey);
  expect(opened.protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', kid: key.kid });
  const text = new TextDecoder().decode(opened.plaintext);
  expect(sealedCredentialsPayloadSchema.parse(JSON.parse(text))).toEqual(sent);
});

test('another key does not open it, and the secret is not in it', async () => {
  const { key } = await connectorKey();
  const sent = payload();
  const sealed = await sealCredentials(key, sent);
  const other = await connectorKey();
  await expect(compactDecrypt(sealed, other.privateKey)).rejects.toThrow();
  expect(sealed).not.toContain(sent.credentials.api_token);
});

test('run ids are random UUIDs, also without crypto.randomUUID', () => {
  const original = globalThis.crypto.randomUUID;
  Object.defineProperty(globalThis.crypto, 'randomUUID', { value: undefined, configurable: true });
  try {
    const ids = [newRunId(), newRunId()];
    for (const id of ids)
      expect(verifyDataSourceRequestSchema.safeParse({ run_id: id }).success).toBe(true);
    expect(ids[0]).not.toBe(ids[1]);
  } finally {
    Object.defineProperty(globalThis.crypto, 'randomUUID', { value: original, configurable: true });
  }
});
