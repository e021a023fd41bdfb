import {
  KEY_DOCUMENT_LIFE_SECONDS,
  KEY_DOCUMENT_TYPE,
  type PublicKey,
  ROOT_ALGORITHM,
  sealHeaderSchema,
} from '@rita/contracts';
import { sealCredentials } from '@rita/contracts/sealing';
import {
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
} from 'jose';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { judgeSealing, type SealingAnswer } from './judge-sealing.ts';
import { newRunId } from './new-run-id.ts';
import { hasSeenKey, rememberKeySeen } from './seen-keys.ts';

type Pair = { privateKey: CryptoKey; jwk: PublicKey; thumbprint: string };

async function newPair(algorithm: string): Promise<Pair> {
  const options = { crv: 'P-256', extractable: true };
  const { publicKey, privateKey } = await generateKeyPair(algorithm, options);
  const { x = '', y = '' } = await exportJWK(publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  return { privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

/** What the clock of the app says; that of this machine plays no part. */
const TIME = '2031-05-06T07:08:09.000Z';
const NOW = Date.parse(TIME) / 1000;
let root: Pair;
let other: Pair;
let sealing: Pair;
beforeAll(async () => {
  [root, other] = [await newPair('ES256'), await newPair('ES256')];
  sealing = await newPair('ECDH-ES');
});

async function documentOf(changes: object = {}, signer = root): Promise<string> {
  const sealing_key = { kid: sealing.thumbprint, jwk: sealing.jwk };
  const times = { iat: NOW, exp: NOW + KEY_DOCUMENT_LIFE_SECONDS };
  const content = { name: 'the connector', ...times, sealing_key, ...changes };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: ROOT_ALGORITHM, typ: KEY_DOCUMENT_TYPE, jwk: signer.jwk })
    .sign(signer.privateKey);
}

function answer(
  key_document: string | null,
  more: Partial<SealingAnswer['sealing']> = {},
): SealingAnswer {
  const data = { name: 'the connector', key_document, types: [], abilities: [] };
  const roots = [root.thumbprint];
  return {
    data,
    sealing: { required: true, reachable: true, roots, pinned: true, time: TIME, ...more },
  };
}

const usual = { receivedAt: 0, builtInRoots: [], canSeal: true, hasSeenKey: false };
const blocked = (code: string) => ({ state: 'blocked', code });

describe('a signed key', () => {
  test('of a trusted root is used, by a clock that is not this machine’s', async () => {
    const judged = await judgeSealing(answer(await documentOf()), usual);
    expect(judged).toMatchObject({ state: 'ready', pinned: true, keys: { root: root.thumbprint } });
    if (judged.state !== 'ready') return;
    const request = {
      ...{ tenant_id: 'o', user_id: 'u', connection_id: newRunId(), run_id: newRunId() },
      ...{ connection_type: 'confluence' as const, settings: {}, credentials: {} },
    };
    const sealed = await sealCredentials(judged.keys, request, 3);
    expect(sealHeaderSchema.parse(decodeProtectedHeader(sealed)).iat).toBe(NOW + 3);
  });

  test('of another root, damaged, or over: nothing can be sent, whatever the app says', async () => {
    const good = await documentOf();
    const damaged = good.replace(/\.(.)/, (_, first) => `.${first === 'e' ? 'f' : 'e'}`);
    const cases = [
      [await documentOf({}, other), 'connector_key_untrusted'],
      [damaged, 'connector_key_invalid'],
      [await documentOf({ exp: NOW - 301 }), 'connector_key_expired'],
      [
        await documentOf({ sealing_key: { kid: sealing.thumbprint, jwk: other.jwk } }),
        'connector_key_invalid',
      ],
    ] as const;
    for (const [document, code] of cases) {
      expect(await judgeSealing(answer(document), usual)).toEqual(blocked(code));
      const careless = answer(document, { required: false });
      expect(await judgeSealing(careless, usual)).toEqual(blocked(code));
    }
  });

  test('roots of the build count instead of those that the app names', async () => {
    const builtInRoots = [other.thumbprint];
    const told = answer(await documentOf(), { roots: [root.thumbprint] });
    expect(await judgeSealing(told, { ...usual, builtInRoots })).toEqual(
      blocked('connector_key_untrusted'),
    );
    const own = answer(await documentOf({}, other), { pinned: false });
    expect(await judgeSealing(own, { ...usual, builtInRoots })).toMatchObject({
      state: 'ready',
      pinned: true,
    });
  });

  test('where the browser cannot seal, nothing is sent', async () => {
    const page = answer(await documentOf(), { required: false });
    expect(await judgeSealing(page, { ...usual, canSeal: false })).toEqual(
      blocked('sealing_impossible'),
    );
  });
});

describe('no signed key', () => {
  const away = { required: false, reachable: false, roots: [] };

  test('unsealed only where the operator allows it and no key was ever seen', async () => {
    const allowed = answer(null, { required: false, roots: [] });
    expect(await judgeSealing(allowed, usual)).toEqual({ state: 'plain' });
    const silent = { ...allowed, data: null };
    expect(await judgeSealing(silent, usual)).toEqual({ state: 'plain' });
    const never = [
      [answer(null, { roots: [] }), usual],
      [allowed, { ...usual, hasSeenKey: true }],
      [allowed, { ...usual, builtInRoots: [root.thumbprint] }],
      [answer(null, { required: false }), usual],
    ] as const;
    for (const [told, given] of never) {
      expect(await judgeSealing(told, given)).toEqual(blocked('connector_key_missing'));
    }
  });

  test('a key of the form before is none, and does not make it plain', async () => {
    const told = answer(null, { required: false, roots: [] });
    const sealing_key = { kid: 'k', fingerprint: 'AA:BB', jwk: sealing.jwk };
    const old = { ...told, data: { ...told.data, sealing_key } } as SealingAnswer;
    expect(await judgeSealing(old, usual)).toEqual(blocked('connector_key_missing'));
  });

  test('with the connector away, it is waited for', async () => {
    const told = { ...answer(null, { ...away, required: true }), data: null };
    expect(await judgeSealing(told, usual)).toEqual(blocked('connector_key_unavailable'));
    const careless = { ...answer(null, away), data: null };
    expect(await judgeSealing(careless, usual)).toEqual(blocked('connector_key_unavailable'));
  });
});

describe('that a key was seen', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('is remembered for the organization, also where storage is blocked', () => {
    const stored = new Map<string, string>();
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => stored.get(key) ?? null,
      setItem: (key: string, value: string) => void stored.set(key, value),
    });
    rememberKeySeen('org-a');
    rememberKeySeen('org-b');
    expect([...stored.values()]).toEqual(['["org-a","org-b"]']);
    vi.stubGlobal('localStorage', undefined);
    rememberKeySeen('org-c');
    expect(['org-a', 'org-c', 'org-d'].map(hasSeenKey)).toEqual([true, true, false]);
  });
});

test('run ids are random UUIDs, also without crypto.randomUUID', () => {
  const original = globalThis.crypto.randomUUID;
  Object.defineProperty(globalThis.crypto, 'randomUUID', { value: undefined, configurable: true });
  try {
    const ids = [newRunId(), newRunId()];
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    }
    expect(ids[0]).not.toBe(ids[1]);
  } finally {
    Object.defineProperty(globalThis.crypto, 'randomUUID', { value: original, configurable: true });
  }
});
