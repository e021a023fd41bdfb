import {
  KEY_DOCUMENT_LIFE_SECONDS,
  KEY_DOCUMENT_TYPE,
  type KeyDocument,
  type PublicKey,
  ROOT_ALGORITHM,
} from '@rita/contracts';
import {
  CompactSign,
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
} from 'jose';

type Pair = { privateKey: CryptoKey; jwk: PublicKey; thumbprint: string };

/** The keys of a connector that exists only as far as its page goes. */
export type TestKeys = { root: Pair; sealing: Pair };

export async function newTestKeys(): Promise<TestKeys> {
  return { root: await newPair(ROOT_ALGORITHM), sealing: await newPair('ECDH-ES') };
}

async function newPair(algorithm: string): Promise<Pair> {
  const options = { crv: 'P-256', extractable: true };
  const { publicKey, privateKey } = await generateKeyPair(algorithm, options);
  const { x = '', y = '' } = await exportJWK(publicKey);
  const jwk = { kty: 'EC', crv: 'P-256', x, y } as const;
  return { privateKey, jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}

/** What the page of a connector with these keys says; `changes` make the document another. */
export async function pageWith(
  { root, sealing }: TestKeys,
  changes: Partial<KeyDocument> = {},
): Promise<object> {
  const iat = Math.floor(Date.now() / 1000);
  const content: KeyDocument = {
    name: 'a connector',
    iat,
    exp: iat + KEY_DOCUMENT_LIFE_SECONDS,
    sealing_key: { kid: sealing.thumbprint, jwk: sealing.jwk },
    ...changes,
  };
  const key_document = await new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: ROOT_ALGORITHM, typ: KEY_DOCUMENT_TYPE, jwk: root.jwk })
    .sign(root.privateKey);
  return { name: 'a connector', key_document, types: ['confluence'] };
}
