import {
  type ProblemCode,
  SEAL_LIFE_SECONDS,
  SEAL_TYPE,
  SEALING_ALGORITHM,
  type SealedCredentialsPayload,
  type SealedFor,
  type SealHeader,
  sealedCredentialsPayloadSchema,
  sealHeaderSchema,
} from '@rita/contracts';
import { compactDecrypt, decodeProtectedHeader } from 'jose';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { ConnectorKey } from './connector-keys.ts';

/** Everything that a seal says beside the credentials, and the word for one that says otherwise. */
const COMPARED = {
  purpose: 'other_purpose',
  tenant_id: 'other_tenant',
  user_id: 'other_user',
  connection_id: 'other_connection',
  connection_type: 'other_type',
  run_id: 'other_run',
  settings: 'other_settings',
} as const satisfies Record<keyof SealedFor, string>;

/** Why sealed credentials were refused; a word for the log, never anything of the content. */
export type SealRefusal =
  | 'unreadable'
  | 'outdated'
  | 'unknown_key'
  | 'expired'
  | (typeof COMPARED)[keyof typeof COMPARED];

const CODES: Partial<Record<SealRefusal, ProblemCode>> = {
  unreadable: 'sealed_credentials_unreadable',
  outdated: 'sealed_credentials_outdated',
  unknown_key: 'sealed_credentials_unknown_key',
  expired: 'sealed_credentials_expired',
};

export class SealedCredentialsError extends Error {
  readonly reason: SealRefusal;
  /** What people are told. */
  readonly code: ProblemCode;
  constructor(reason: SealRefusal) {
    super(`sealed credentials refused: ${reason}`);
    this.name = 'SealedCredentialsError';
    this.reason = reason;
    this.code = CODES[reason] ?? 'sealed_credentials_misdirected';
  }
}

/** Replicas of the connector need not have the very same time. */
const REPLICA_CLOCKS_SECONDS = 60;

/**
 * Opens credentials that a browser sealed, in their time, for exactly what the webhook asks with
 * them. Nothing of them leaves this function otherwise. Throws `SealedCredentialsError`.
 */
export async function openSealed(
  jwe: string,
  given: {
    findKey: (kid: string) => Promise<ConnectorKey | undefined>;
    expected: SealedFor;
    now: Date;
  },
): Promise<Record<string, string>> {
  const header = readHeader(jwe);
  const key = await given.findKey(header.kid);
  if (key === undefined) throw new SealedCredentialsError('unknown_key');
  const { credentials, ...sealedFor } = await decryptPayload(jwe, key);
  requireItsTime(header, given.now);
  for (const field of Object.keys(COMPARED) as (keyof SealedFor)[]) {
    const fits = canonicalJson(sealedFor[field]) === canonicalJson(given.expected[field]);
    if (!fits) throw new SealedCredentialsError(COMPARED[field]);
  }
  return credentials;
}

function readHeader(jwe: string): SealHeader {
  let header: unknown;
  try {
    header = decodeProtectedHeader(jwe);
  } catch {
    throw new SealedCredentialsError('unreadable');
  }
  const parsed = sealHeaderSchema.safeParse(header);
  if (parsed.success) return parsed.data;
  const isOurs = (header as { typ?: unknown }).typ === SEAL_TYPE;
  throw new SealedCredentialsError(isOurs ? 'unreadable' : 'outdated');
}

/** Opening proves that the header is as the browser wrote it, too. */
async function decryptPayload(jwe: string, key: ConnectorKey): Promise<SealedCredentialsPayload> {
  try {
    const { plaintext } = await compactDecrypt(jwe, key.privateKey, {
      keyManagementAlgorithms: [SEALING_ALGORITHM.alg],
      contentEncryptionAlgorithms: [SEALING_ALGORITHM.enc],
    });
    return sealedCredentialsPayloadSchema.parse(JSON.parse(new TextDecoder().decode(plaintext)));
  } catch {
    throw new SealedCredentialsError('unreadable');
  }
}

function requireItsTime({ iat, exp }: SealHeader, now: Date): void {
  const seconds = now.getTime() / 1000;
  const isEarly = iat > seconds + REPLICA_CLOCKS_SECONDS;
  // A longer life than the format allows would outlast what is remembered of its run.
  const isOver = exp <= seconds || exp - iat > SEAL_LIFE_SECONDS;
  if (isEarly || isOver) throw new SealedCredentialsError('expired');
}
