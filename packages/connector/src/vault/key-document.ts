import {
  KEY_DOCUMENT_LIFE_SECONDS,
  KEY_DOCUMENT_TYPE,
  type KeyDocument,
  ROOT_ALGORITHM,
} from '@rita/contracts';
import { CompactSign } from 'jose';
import type { ConnectorKey } from './connector-keys.ts';

/**
 * What the connector says of its keys, signed by its root key. Made anew for each who asks: its time
 * is the clock that browsers seal by.
 */
export async function signKeyDocument(
  root: ConnectorKey,
  given: { name: string; sealing: ConnectorKey; now: Date },
): Promise<string> {
  const iat = Math.floor(given.now.getTime() / 1000);
  const content: KeyDocument = {
    name: given.name,
    iat,
    exp: iat + KEY_DOCUMENT_LIFE_SECONDS,
    sealing_key: { kid: given.sealing.kid, jwk: given.sealing.jwk },
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(content)))
    .setProtectedHeader({ alg: ROOT_ALGORITHM, typ: KEY_DOCUMENT_TYPE, jwk: root.jwk })
    .sign(root.privateKey);
}
