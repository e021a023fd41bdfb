import {
  type ConnectorInfo,
  SEAL_LIFE_SECONDS,
  SEAL_PURPOSE,
  SEAL_TYPE,
  SEALING_ALGORITHM,
} from '@rita/contracts';
import { type ConnectorKeys, sealCredentials, verifyKeyDocument } from '@rita/contracts/sealing';
import { CompactEncrypt, importJWK } from 'jose';
import type { webhook } from './test-connector.ts';

type VerifyWebhook = ReturnType<typeof webhook>;

/** The keys of a running connector, as a browser gets to know them. */
export async function keysOf(url: string): Promise<ConnectorKeys> {
  const info = (await (await fetch(`${url}/connector`)).json()) as ConnectorInfo;
  const now = Date.now() / 1000;
  return verifyKeyDocument(info.key_document ?? '', { roots: [], now });
}

/** Seals for a webhook as the browser does. */
export async function seal(
  keys: ConnectorKeys,
  payload: VerifyWebhook,
  credentials: Record<string, string>,
): Promise<string> {
  const { tenant_id, user_id, connection_id, run_id, settings } = payload;
  const connection_type = payload.connection_type as 'confluence';
  const ids = { tenant_id, user_id, connection_id, connection_type, run_id };
  return sealCredentials(keys, { ...ids, settings, credentials }, 0);
}

/** What a browser would seal for a webhook, to be changed before `sealAnything` seals it. */
export function contentFor(
  payload: VerifyWebhook,
  settings: Record<string, unknown>,
  credentials: Record<string, string>,
): Record<string, unknown> {
  const { tenant_id, user_id, connection_id, connection_type, run_id } = payload;
  const ids = { tenant_id, user_id, connection_id, connection_type, run_id };
  return { purpose: SEAL_PURPOSE, ...ids, settings, credentials };
}

/** Seals whatever it is given, under a header that may be changed too. */
export async function sealAnything(
  keys: Pick<ConnectorKeys, 'sealing_key'>,
  content: unknown,
  header: Record<string, unknown> = {},
): Promise<string> {
  const iat = Math.floor(Date.now() / 1000);
  const { kid, jwk } = keys.sealing_key;
  const times = { iat, exp: iat + SEAL_LIFE_SECONDS };
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ ...SEALING_ALGORITHM, typ: SEAL_TYPE, kid, ...times, ...header })
    .encrypt(await importJWK(jwk, SEALING_ALGORITHM.alg));
}
