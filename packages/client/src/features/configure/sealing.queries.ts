import { getConnector } from '@rita/contracts';
import { queryOptions } from '@tanstack/react-query';
import { callApi } from '../../lib/call-api.ts';
import { judgeSealing, type SealingAnswer, type SealingState } from './judge-sealing.ts';
import { hasSeenKey, rememberKeySeen } from './seen-keys.ts';

export const ASK_AGAIN_MS = 5_000;

/** `VITE_CONNECTOR_ROOT_KEY` at the time of the build: thumbprints, separated by spaces. */
const BUILT_IN_ROOTS = String(import.meta.env.VITE_CONNECTOR_ROOT_KEY ?? '')
  .split(/[\s,]+/)
  .filter((word) => word !== '');

/** How a secret gets to the connector. While it cannot, we ask again every few seconds. */
export function sealingQuery(organizationId: string) {
  return queryOptions<SealingState>({
    queryKey: ['sealing', organizationId],
    staleTime: 60_000,
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === 'blocked' ? ASK_AGAIN_MS : false,
    queryFn: async ({ signal }): Promise<SealingState> => {
      const answer = await callApi(getConnector, undefined, { signal });
      return judgeHere(organizationId, answer);
    },
  });
}

/** The same judgement for each way by which the app passes the connector's keys on to this browser. */
export async function judgeHere(
  organizationId: string,
  answer: SealingAnswer,
): Promise<SealingState> {
  const sealing = await judgeSealing(answer, {
    receivedAt: performance.now(),
    builtInRoots: BUILT_IN_ROOTS,
    canSeal: globalThis.crypto?.subtle !== undefined,
    hasSeenKey: hasSeenKey(organizationId),
  });
  if (sealing.state === 'ready') rememberKeySeen(organizationId);
  return sealing;
}
