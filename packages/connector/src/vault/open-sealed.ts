import {
  SEALING_ALGORITHM,
  type SealedCredentialsPayload,
  sealedCredentialsPayloadSchema,
} from '@rita/contracts';
import { compactDecrypt } from 'jose';
import type { SealingKeyPair } from './sealing-key.ts';

/** Why sealed credentials were refused; a word for the log, never anything of the content. */
export type SealRefusal =
  | 'unreadable'
  | 'wrong_key'
  | 'other_tenant'
  | 'other_connection'
  | 'other_type'
  | 'other_run';

export class SealedCredentialsError extends Error {
  readonly reason: SealRefusal;
  constructor(reason: SealRefusal) {
    super(`sealed credentials refused: ${reason}`);
    this.name = 'SealedCredentialsError';
    this.reason = reason;
  }
}

/** Where the webhook says that the credentials belong. */
export type SealedFor = Pick<
  SealedCredentialsPayload,
  'tenant_id' | 'connection_id' | 'connection_type' | 'run_id'
>;

/**
 * Opens credentials that a browser sealed, for exactly the connection and run that they were
 * sealed for. Throws `SealedCredentialsError`.
 */
export async function openSealed(
  jwe: string,
  pair: SealingKeyPair,
  expected: SealedFor,
): Promise<Record<string, string>> {
  const payload = await decryptPayload(jwe, pair);
  const refusals = [
    ['other_tenant', payload.tenant_id === expected.tenant_id],
    ['other_connection', payload.connection_id === expected.connection_id],
    ['other_type', payload.connection_type === expected.connection_type],
    ['other_run', payload.run_id === expected.run_id],
  ] as const;
  const refused = refusals.find(([, fits]) => !fits);
  if (refused !== undefined) throw new SealedCredentialsError(refused[0]);
  return payload.credentials;
}

async function decryptPayload(
  jwe: string,
  pair: SealingKeyPair,
): Promise<SealedCredentialsPayload> {
  try {
    const opened = await compactDecrypt(jwe, pair.privateKey, {
      keyManagementAlgorithms: [SEALING_ALGORITHM.alg],
      contentEncryptionAlgorithms: [SEALING_ALGORITHM.enc],
    });
    if (opened.protectedHeader.kid !== pair.published.kid) {
      throw new SealedCredentialsError('wrong_key');
    }
    return sealedCredentialsPayloadSchema.parse(
      JSON.parse(new TextDecoder().decode(opened.plaintext)),
    );
  } catch (error) {
    if (error instanceof SealedCredentialsError) throw error;
    throw new SealedCredentialsError('unreadable');
  }
}
