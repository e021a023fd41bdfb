import { CompactEncrypt, importJWK } from 'jose';
import { boundSettings, type DataSourceType } from '../catalogue/index.ts';
import {
  SEAL_LIFE_SECONDS,
  SEAL_PURPOSE,
  SEAL_TYPE,
  SEALING_ALGORITHM,
  type SealedCredentialsPayload,
} from '../sealed-credentials.ts';
import type { ConnectorKeys } from './verify-key-document.ts';

/** The verification that credentials are for, with all its settings. */
export type SealRequest = {
  tenant_id: string;
  user_id: string;
  connection_id: string;
  connection_type: DataSourceType;
  run_id: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
};

/**
 * Seals credentials so that only the connector can open them, and only for this very verification.
 *
 * @param keys that `verifyKeyDocument` found genuine
 * @param ageSeconds since the key document was received, by a clock that only counts
 * @returns a compact JWE (RFC 7516)
 */
export async function sealCredentials(
  keys: Pick<ConnectorKeys, 'iat' | 'sealing_key'>,
  request: SealRequest,
  ageSeconds: number,
): Promise<string> {
  const { settings, connection_type } = request;
  const payload: SealedCredentialsPayload = {
    ...request,
    purpose: SEAL_PURPOSE,
    settings: boundSettings(connection_type, settings),
  };
  const { kid, jwk } = keys.sealing_key;
  const iat = keys.iat + Math.max(0, Math.floor(ageSeconds));
  return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(payload)))
    .setProtectedHeader({
      ...SEALING_ALGORITHM,
      typ: SEAL_TYPE,
      kid,
      iat,
      exp: iat + SEAL_LIFE_SECONDS,
    })
    .encrypt(await importJWK(jwk, SEALING_ALGORITHM.alg));
}
