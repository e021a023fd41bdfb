import { SEALING_ALGORITHM, type SealingKey } from '@rita/contracts';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { Db } from '../platform/db/tables.ts';
import type { MasterKeys } from './master-keys.ts';

/** The pair that browsers seal credentials for. The private half never leaves this process. */
export type SealingKeyPair = { published: SealingKey; privateKey: CryptoKey };

const PLACE = ['sealing-key'];

/** Reads the connector's key pair, and makes it on the very first start. Safe in parallel. */
export async function requireSealingKey(db: Db, keys: MasterKeys): Promise<SealingKeyPair> {
  const stored = await db
    .selectFrom('vault_sealing_keys')
    .selectAll()
    .where('slot', '=', 'current')
    .executeTakeFirst();
  if (stored === undefined) {
    await insertSealingKey(db, keys);
    return requireSealingKey(db, keys);
  }
  const { key, stale } = keys.unwrap(stored.wrapped_private_key, [...PLACE, stored.kid]);
  if (stale) {
    await db
      .updateTable('vault_sealing_keys')
      .set({ wrapped_private_key: keys.wrap(key, [...PLACE, stored.kid]) })
      .where('kid', '=', stored.kid)
      .execute();
  }
  return openPair(JSON.parse(key.toString()) as JWK, stored.kid);
}

async function insertSealingKey(db: Db, keys: MasterKeys): Promise<void> {
  const pair = await generateKeyPair(SEALING_ALGORITHM.alg, { crv: 'P-256', extractable: true });
  const publicJwk = await exportJWK(pair.publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const secret = Buffer.from(JSON.stringify(await exportJWK(pair.privateKey)));
  await db
    .insertInto('vault_sealing_keys')
    .values({
      slot: 'current',
      kid,
      public_jwk: JSON.stringify(publicJwk),
      wrapped_private_key: keys.wrap(secret, [...PLACE, kid]),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

async function openPair(jwk: JWK, kid: string): Promise<SealingKeyPair> {
  const privateKey = (await importJWK(jwk, SEALING_ALGORITHM.alg)) as CryptoKey;
  const { x = '', y = '' } = jwk;
  return {
    privateKey,
    published: {
      kid,
      fingerprint: fingerprintOf(kid),
      jwk: { kty: 'EC', crv: 'P-256', x, y },
    },
  };
}

/** The thumbprint's first four bytes, for people to compare: `7F:2C:91:AE`. */
export function fingerprintOf(kid: string): string {
  const bytes = Buffer.from(kid, 'base64url').subarray(0, 4);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0').toUpperCase()).join(':');
}
