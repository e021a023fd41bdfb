import { isPublicAddress } from '@rita/platform/address-kinds';
import { atFirstUse } from '@rita/platform/at-first-use';
import { type ConnectGuard, guardConnect, resolveBySystem } from '@rita/platform/guarded-connect';
import { loadUndici } from '@rita/platform/load-undici';
import type { Dispatcher } from 'undici';

/** For tests: where names lead, whom to trust, and how to get there. */
export type FetchOptions = Partial<Pick<ConnectGuard, 'resolve' | 'ca' | 'dial'>>;

/** An address that somebody named may not be dialled. */
export class AddressRefusedError extends Error {
  constructor() {
    super('the address is not public');
    this.name = 'AddressRefusedError';
  }
}

type Target = Parameters<ConnectGuard['mayDial']>[0];

const MAX_HEADER_BYTES = 16 * 1024;

/** `timeoutMs`: from the first byte to the last. */
type Asked = Pick<Dispatcher.RequestOptions, 'method' | 'body'> & {
  headers: Record<string, string>;
  timeoutMs: number;
};

export type GuardedAgent = {
  request: (url: string | URL, asked: Asked) => Promise<Dispatcher.ResponseData>;
  close: () => Promise<void>;
};

/**
 * Connections to addresses that anybody may name: looked up once, and dialled as they were checked.
 * There are none, nor the library for them, before the first request.
 */
export function openGuardedAgent(
  options: FetchOptions,
  { mayDial }: { mayDial: (target: Target, isPublic: boolean) => boolean },
): GuardedAgent {
  const open = atFirstUse(async () => {
    const { Agent, buildConnector, request } = await loadUndici();
    const agent = new Agent({
      connect: guardConnect(buildConnector, {
        resolve: resolveBySystem,
        ...options,
        mayDial: (target) => mayDial(target, isPublicAddress(target.address)),
        refusal: () => new AddressRefusedError(),
      }),
      maxHeaderSize: MAX_HEADER_BYTES,
      connections: 2,
      keepAliveTimeout: 1_000,
    });
    return { agent, request };
  });
  return {
    request: async (url, { timeoutMs, ...asked }) => {
      const { agent, request } = await open();
      const signal = AbortSignal.timeout(timeoutMs);
      return request(url, { ...asked, signal, dispatcher: agent });
    },
    close: async () => {
      // One that could not be opened was told to whoever asked.
      const opened = await open.inUse()?.catch(() => undefined);
      await opened?.agent.destroy();
    },
  };
}
