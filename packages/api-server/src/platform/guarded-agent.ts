import { isPublicAddress } from '@rita/platform/address-kinds';
import { type ConnectGuard, guardConnect, resolveBySystem } from '@rita/platform/guarded-connect';
import { Agent } from 'undici';

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

/** Connections to addresses that anybody may name: looked up once, and dialled as they were checked. */
export function openGuardedAgent(
  options: FetchOptions,
  { mayDial }: { mayDial: (target: Target, isPublic: boolean) => boolean },
): Agent {
  return new Agent({
    connect: guardConnect({
      resolve: resolveBySystem,
      ...options,
      mayDial: (target) => mayDial(target, isPublicAddress(target.address)),
      refusal: () => new AddressRefusedError(),
    }),
    maxHeaderSize: MAX_HEADER_BYTES,
    connections: 2,
    keepAliveTimeout: 1_000,
  });
}
