import type { ConnectorInfo, ProblemCode, Sealing } from '@rita/contracts';
import type { ConnectorKeys } from '@rita/contracts/sealing';

/** How a secret that is typed here gets to the connector. */
export type SealingState =
  | { state: 'ready'; keys: ConnectorKeys; pinned: boolean; receivedAt: number }
  /** Unsealed: the operator allows it, and the connector never showed a key. */
  | { state: 'plain' }
  /** Not at all; the code says why. */
  | { state: 'blocked'; code: ProblemCode };

export type SealingAnswer = {
  data: Pick<ConnectorInfo, 'key_document' | 'sealing_key'> | null;
  sealing: Sealing;
};

type Judging = {
  /** Of `performance.now()`, when the answer came. */
  receivedAt: number;
  /** Root keys that are part of this page's build; they count instead of what the app says. */
  builtInRoots: readonly string[];
  /** Browsers seal only on https and localhost. */
  canSeal: boolean;
  /** Whether a key was ever shown to this browser, in this organization. */
  hasSeenKey: boolean;
};

/**
 * Decides by what the app passed on of the connector. The signature, the root that made it, the time
 * and the name of the key are checked here, whatever the app says of them; there is no way from a
 * key that is not right to a secret that is not sealed.
 */
export async function judgeSealing(
  { data, sealing }: SealingAnswer,
  { receivedAt, builtInRoots, canSeal, hasSeenKey }: Judging,
): Promise<SealingState> {
  const roots = builtInRoots.length > 0 ? builtInRoots : sealing.roots;
  if (!data?.key_document) {
    const isAway = data === null && !sealing.reachable;
    const mayHaveKeys = isAway || hasSeenKey || roots.length > 0 || Boolean(data?.sealing_key);
    if (!sealing.required && !mayHaveKeys) return { state: 'plain' };
    return blocked(isAway ? 'connector_key_unavailable' : 'connector_key_missing');
  }
  if (!canSeal) return blocked('sealing_impossible');
  const { KeyDocumentError, verifyKeyDocument } = await import('@rita/contracts/sealing');
  try {
    // The app's clock, because that of this machine may be wrong.
    const now = Date.parse(sealing.time) / 1000;
    const keys = await verifyKeyDocument(data.key_document, { roots, now });
    const pinned = builtInRoots.length > 0 || sealing.pinned;
    return { state: 'ready', keys, pinned, receivedAt };
  } catch (error) {
    if (error instanceof KeyDocumentError) return blocked(error.code);
    throw error;
  }
}

function blocked(code: ProblemCode): SealingState {
  return { state: 'blocked', code };
}
