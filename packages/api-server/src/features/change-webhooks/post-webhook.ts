import type { DeliveryFailure } from '@rita/contracts';
import { mayNamedHostLeadTo } from '@rita/platform/named-hosts';
import {
  AddressRefusedError,
  type FetchOptions,
  openGuardedAgent,
} from '../../platform/guarded-agent.ts';

const TIMEOUT_MS = 15_000;
const FIRST_FREE_PORT = 1_024;

/** What came of a delivery; `retryAfter` as the receiver said it. */
export type Delivery =
  | { isTaken: true; status: number }
  | {
      isTaken: false;
      reason: DeliveryFailure;
      status: number | null;
      retryAfter: string | undefined;
    };

export type PostWebhook = (
  url: string,
  given: { headers: Record<string, string>; body: string },
) => Promise<Delivery>;

/**
 * Posts to an address that an admin of some organization named: https at a public address, looked up
 * once and dialled as checked, no redirects, nothing of the answer read but its status.
 *
 * @param allowed hosts that the operator lets be called although their addresses are not public
 */
export function openWebhookPosts(
  allowed: readonly string[],
  options: FetchOptions = {},
): { post: PostWebhook; close: () => Promise<void> } {
  const agent = openGuardedAgent(options, {
    mayDial: ({ hostname, port, address }, isPublic) => {
      const isNamed = allowed.includes(hostname) && mayNamedHostLeadTo(hostname, address);
      return (port === 443 || port >= FIRST_FREE_PORT) && (isPublic || isNamed);
    },
  });
  return {
    async post(url, { headers, body }) {
      try {
        const asked = { method: 'POST' as const, headers, body, timeoutMs: TIMEOUT_MS };
        const answer = await agent.request(url, asked);
        // Reading the rest would let a receiver keep us busy.
        answer.body.on('error', () => {}).destroy();
        const { statusCode: status } = answer;
        if (status >= 200 && status < 300) return { isTaken: true, status };
        const reason = status === 410 ? 'gone' : 'refused';
        const retryAfter = [answer.headers['retry-after'] ?? []].flat()[0];
        return { isTaken: false, reason, status, retryAfter };
      } catch (error) {
        return { isTaken: false, reason: reasonOf(error), status: null, retryAfter: undefined };
      }
    },
    close: agent.close,
  };
}

function reasonOf(error: unknown): DeliveryFailure {
  if (error instanceof AddressRefusedError) return 'not_allowed';
  return error instanceof Error && error.name === 'TimeoutError' ? 'late' : 'not_reached';
}
