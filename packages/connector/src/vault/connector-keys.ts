import { type PublicKey, ROOT_ALGORITHM, SEALING_ALGORITHM } from '@rita/contracts';
import {
  type CryptoKey,
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
} from 'jose';
import type { Database, Db } from '../platform/db/tables.ts';
import {
  deleteRoots,
  findKeyRow,
  insertKeyRow,
  type KeyPurpose,
  type KeyRow,
  listKeyRows,
  makeRootCurrent,
  retireSealingKeys,
  updateWrapped,
} from './connector-key.store.ts';
import { VaultError } from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';

/** One of the connector's key pairs. The private half never leaves this process. */
export type ConnectorKey = { kid: string; jwk: PublicKey; privateKey: CryptoKey; createdAt: Date };

const ALGORITHMS = {
  root: ROOT_ALGORITHM,
  sealing: SEALING_ALGORITHM.alg,
} as const satisfies Record<KeyPurpose, string>;

/**
 * The key in use: the newest current one that `VAULT_KEY` opens. Where there is none, on the very
 * first start or after `VAULT_KEY` was lost, it is made. Safe in parallel.
 */
export async function requireKey(
  db: Db,
  keys: MasterKeys,
  purpose: KeyPurpose,
): Promise<ConnectorKey> {
  const rows = await listKeyRows(db, purpose);
  for (const row of rows.filter(({ state }) => state === 'current')) {
    const key = await openKey(db, keys, row);
    if (key !== undefined) return key;
  }
  await addKey(db, keys, { purpose, state: 'current', after: rows });
  // Another process may have been first: what is stored counts.
  return requireKey(db, keys, purpose);
}

/** The key that something was sealed for; one that was retired a while ago is gone. */
export async function findSealingKey(
  db: Db,
  keys: MasterKeys,
  kid: string,
): Promise<ConnectorKey | undefined> {
  const row = await findKeyRow(db, 'sealing', kid);
  return row && openKey(db, keys, row);
}

/** Current keys that `VAULT_KEY` does not open. */
export async function listLostKeys(db: Db, keys: MasterKeys): Promise<KeyRow[]> {
  const current = (await listKeyRows(db)).filter(({ state }) => state === 'current');
  return current.filter((row) => unwrap(keys, row) === undefined);
}

/** A new sealing key from now on; the one before still opens what was sealed for it. */
export async function rotateSealingKey(
  { kysely }: Database,
  keys: MasterKeys,
): Promise<ConnectorKey> {
  return kysely.transaction().execute(async (trx) => {
    const after = await listKeyRows(trx, 'sealing');
    const kid = await addKey(trx, keys, { purpose: 'sealing', state: 'current', after });
    await retireSealingKeys(trx, kid);
    return requireKey(trx, keys, 'sealing');
  });
}

/** Makes the root key that `switchRoot` will use, so that apps can be told of it before. */
export async function makeNextRoot({ kysely }: Database, keys: MasterKeys): Promise<string> {
  return kysely.transaction().execute(async (trx) => {
    await deleteRoots(trx, 'next');
    const after = await listKeyRows(trx, 'root');
    return addKey(trx, keys, { purpose: 'root', state: 'next', after });
  });
}

/** From now on the next root key signs. False when there is none. */
export async function switchRoot({ kysely }: Database, keys: MasterKeys): Promise<boolean> {
  return kysely.transaction().execute(async (trx) => {
    const roots = await listKeyRows(trx, 'root');
    const next = roots.find((row) => row.state === 'next' && unwrap(keys, row) !== undefined);
    if (next === undefined) return false;
    await deleteRoots(trx, 'current');
    await makeRootCurrent(trx, next.kid);
    return true;
  });
}

/** @param key.after those that were looked at: whoever looked at the same ones makes the same generation */
async function addKey(
  db: Db,
  keys: MasterKeys,
  key: Pick<KeyRow, 'purpose' | 'state'> & { after: readonly KeyRow[] },
): Promise<string> {
  const { purpose, state, after } = key;
  const pair = await generateKeyPair(ALGORITHMS[purpose], { crv: 'P-256', extractable: true });
  const jwk = await exportJWK(pair.privateKey);
  const kid = await calculateJwkThumbprint(publicOf(jwk));
  const secret = Buffer.from(JSON.stringify(jwk));
  const wrapped_private_key = keys.wrap(secret, placeOf({ purpose, kid }));
  const generation = (after[0]?.generation ?? 0) + 1;
  await insertKeyRow(db, { purpose, generation, kid, state, wrapped_private_key });
  return kid;
}

async function openKey(db: Db, keys: MasterKeys, row: KeyRow): Promise<ConnectorKey | undefined> {
  const opened = unwrap(keys, row);
  if (opened === undefined) return undefined;
  if (opened.stale) await updateWrapped(db, row.kid, keys.wrap(opened.key, placeOf(row)));
  const jwk = JSON.parse(opened.key.toString()) as JWK;
  const privateKey = (await importJWK(jwk, ALGORITHMS[row.purpose])) as CryptoKey;
  return { kid: row.kid, jwk: publicOf(jwk), privateKey, createdAt: row.created_at };
}

function publicOf({ x = '', y = '' }: JWK): PublicKey {
  return { kty: 'EC', crv: 'P-256', x, y };
}

function unwrap(keys: MasterKeys, row: KeyRow) {
  try {
    return keys.unwrap(row.wrapped_private_key, placeOf(row));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

function placeOf({ purpose, kid }: Pick<KeyRow, 'purpose' | 'kid'>): string[] {
  return ['connector-key', purpose, kid];
}
