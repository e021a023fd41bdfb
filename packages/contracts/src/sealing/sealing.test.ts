import {
  base64url,
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  fingerprintOf,
  KEY_DOCUMENT_TYPE,
  type PublicKey,
  ROOT_ALGORITHM,
} from '../connector-keys.ts';
import { verifyDataSourceRequestSchema } from '../data-sources.ts';
import {
  SEAL_LIFE_SECONDS,
  sealedCredentialsPayloadSchema,
  sealHeaderSchema,
} from '../sealed-credentials.ts';
import { sealCredentials, verifyKeyDocument } from './index.ts';

type Pair = { privateKey: CryptoKey; jwk: PublicKey; thumbprint: string };

async function newPair(algorithm: string): Promise<Pair> {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, {
    crv: 'P-256',
    extractable: true,
  });
  const { x = '', y = '' } = await exportJWK(publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  return { privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

const NOW = 1_700_000_000;
let root: Pair;
let sealing: Pair;
beforeAll(async () => {
  root = await newPair('ES256');
  sealing = await newPair('ECDH-ES');
});

function claims() {
  return {
    name: 'the connector',
    iat: NOW,
    exp: NOW + 900,
    sealing_key: { kid: sealing.thumbprint, jwk: sealing.jwk },
  };
}

async function sign(content: unknown, by: Pair, shown: Pair = by): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: ROOT_ALGORITHM, typ: KEY_DOCUMENT_TYPE, jwk: shown.jwk })
    .sign(by.privateKey);
}

describe('a key document (reliability row 96)', () => {
  test('signed by a trusted root is taken, also while two are trusted', async () => {
    const document = await sign(claims(), root);
    const other = await newPair('ES256');
    for (const roots of [[root.thumbprint], [other.thumbprint, root.thumbprint], []]) {
      const keys = await verifyKeyDocument(document, { roots, now: NOW });
      expect(keys).toEqual({ ...claims(), root: root.thumbprint });
    }
  });

  test.each([
    ['another root signed', 'connector_key_untrusted', (other: Pair) => sign(claims(), other)],
    [
      'another root signed, the trusted one is shown',
      'connector_key_invalid',
      (other: Pair) => sign(claims(), other, root),
    ],
    [
      'the sealing key was swapped under its old name',
      'connector_key_invalid',
      (other: Pair) =>
        sign({ ...claims(), sealing_key: { kid: sealing.thumbprint, jwk: other.jwk } }, root),
    ],
    ['over', 'connector_key_expired', () => sign({ ...claims(), exp: NOW - 301 }, root)],
    ['from the future', 'connector_key_expired', () => sign({ ...claims(), iat: NOW + 301 }, root)],
    ['without a key', 'connector_key_invalid', () => sign({ name: 'x', iat: 1, exp: 2 }, root)],
    ['no document', 'connector_key_invalid', async () => 'a.b.c'],
  ])('%s: %s', async (_, code, make) => {
    const document = await make(await newPair('ES256'));
    const checked = verifyKeyDocument(document, { roots: [root.thumbprint], now: NOW });
    await expect(checked).rejects.toMatchObject({ code });
  });

  test.each([0, 1, 2])('one character of part %i changed', async (part) => {
    const parts = (await sign(claims(), root)).split('.');
    const text = parts[part] ?? '';
    const at = Math.floor(text.length / 2);
    parts[part] = text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1);
    const checked = verifyKeyDocument(parts.join('.'), { roots: [root.thumbprint], now: NOW });
    await expect(checked).rejects.toThrow(/^connector_key_/);
  });

  test('no algorithm but the one', async () => {
    const header = { alg: 'none', typ: KEY_DOCUMENT_TYPE, jwk: root.jwk };
    const parts = [header, claims()].map((part) => base64url.encode(JSON.stringify(part)));
    const unsigned = `${parts.join('.')}.`;
    const checked = verifyKeyDocument(unsigned, { roots: [root.thumbprint], now: NOW });
    await expect(checked).rejects.toMatchObject({ code: 'connector_key_invalid' });
  });
});

test('people compare 128 bits, in groups', () => {
  const bytes = new Uint8Array(32);
  bytes.set([0xab]);
  bytes.set([0xcd, 0xff], 15);
  expect(fingerprintOf(base64url.encode(bytes))).toBe('AB00-0000-0000-0000-0000-0000-0000-00CD');
});

function request() {
  return {
    tenant_id: 'org-1',
    user_id: 'user-1',
    connection_id: crypto.randomUUID(),
    connection_type: 'confluence' as const,
    run_id: crypto.randomUUID(),
    settings: { url: ' https://a.example', email: 'svc@a.example', spaces: ['ENG'] },
    credentials: { api_token: `tökén-${crypto.randomUUID()}` },
  };
}

describe('sealed credentials', () => {
  test('say where, as whom, for what and until when; and are what the app takes', async () => {
    const sent = request();
    const keys = { iat: NOW, sealing_key: { kid: sealing.thumbprint, jwk: sealing.jwk } };
    const sealed = await sealCredentials(keys, sent, 42.7);
    const asked = { sealed_credentials: sealed, run_id: sent.run_id };
    expect(verifyDataSourceRequestSchema.safeParse(asked).success).toBe(true);
    const withoutRun = { sealed_credentials: sealed };
    expect(verifyDataSourceRequestSchema.safeParse(withoutRun).success).toBe(false);

    const opened = await compactDecrypt(sealed, sealing.privateKey);
    expect(sealHeaderSchema.parse(opened.protectedHeader)).toMatchObject({
      kid: sealing.thumbprint,
      iat: NOW + 42,
      exp: NOW + 42 + SEAL_LIFE_SECONDS,
    });
    const text = new TextDecoder().decode(opened.plaintext);
    expect(sealedCredentialsPayloadSchema.parse(JSON.parse(text))).toEqual({
      ...sent,
      purpose: 'verify',
      settings: { email: 'svc@a.example', url: 'https://a.example' },
    });
    expect(sealed).not.toContain(sent.credentials.api_token);
  });

  test('open with no other key', async () => {
    const keys = { iat: NOW, sealing_key: { kid: sealing.thumbprint, jwk: sealing.jwk } };
    const sealed = await sealCredentials(keys, request(), 0);
    const other = await newPair('ECDH-ES');
    await expect(compactDecrypt(sealed, other.privateKey)).rejects.toThrow();
  });
});
