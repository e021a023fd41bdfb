import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from 'jose';
import {
  CLOCK_TOLERANCE_SECONDS,
  type KeyDocument,
  keyDocumentHeaderSchema,
  keyDocumentSchema,
  type PublicKey,
  ROOT_ALGORITHM,
} from '../connector-keys.ts';
import type { ProblemCode } from '../problems.ts';

/** Why a key document is not to be used. */
export type KeyDocumentProblem = Extract<
  ProblemCode,
  'connector_key_invalid' | 'connector_key_untrusted' | 'connector_key_expired'
>;

export class KeyDocumentError extends Error {
  readonly code: KeyDocumentProblem;
  constructor(code: KeyDocumentProblem) {
    super(code);
    this.name = 'KeyDocumentError';
    this.code = code;
  }
}

/** Keys that were found genuine. */
export type ConnectorKeys = KeyDocument & {
  /** Thumbprint of the root key that signed. */
  root: string;
};

/**
 * Checks a connector's key document: its root is one of `roots` (any, when none is known yet), the
 * signature is that root's, its time is not over, and the sealing key is what it is called.
 *
 * @param given.now seconds since 1970
 * @throws KeyDocumentError
 */
export async function verifyKeyDocument(
  document: string,
  given: { roots: readonly string[]; now: number },
): Promise<ConnectorKeys> {
  const jwk = readRoot(document);
  const root = await calculateJwkThumbprint(jwk);
  if (given.roots.length > 0 && !given.roots.includes(root)) {
    throw new KeyDocumentError('connector_key_untrusted');
  }
  const keys = await readSigned(document, jwk);
  const { iat, exp, sealing_key } = keys;
  const isOver = exp + CLOCK_TOLERANCE_SECONDS <= given.now;
  const isEarly = iat - CLOCK_TOLERANCE_SECONDS > given.now;
  if (isOver || isEarly) throw new KeyDocumentError('connector_key_expired');
  if ((await calculateJwkThumbprint(sealing_key.jwk)) !== sealing_key.kid) {
    throw new KeyDocumentError('connector_key_invalid');
  }
  return { ...keys, root };
}

function readRoot(document: string): PublicKey {
  try {
    return keyDocumentHeaderSchema.parse(decodeProtectedHeader(document)).jwk;
  } catch {
    throw new KeyDocumentError('connector_key_invalid');
  }
}

async function readSigned(document: string, jwk: PublicKey): Promise<KeyDocument> {
  try {
    const key = await importJWK(jwk, ROOT_ALGORITHM);
    const { payload } = await compactVerify(document, key, { algorithms: [ROOT_ALGORITHM] });
    return keyDocumentSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    throw new KeyDocumentError('connector_key_invalid');
  }
}
