import { type ConnectGuard, guardConnect } from '@rita/platform/guarded-connect';
import type { buildConnector } from 'undici';
import { type EgressRule, mayDial } from './address-rules.ts';
import { blocked } from './check-target.ts';

export type GuardOptions = Omit<ConnectGuard, 'mayDial' | 'refusal'> & { rules: EgressRule[] };

/** A connector for undici that dials what is public, and what the operator's rules open. */
export function createGuardedConnect(
  build: typeof buildConnector,
  { rules, ...options }: GuardOptions,
): buildConnector.connector {
  return guardConnect(build, {
    ...options,
    mayDial: (target) => mayDial(rules, target),
    refusal: (hostname) => blocked(`${hostname} leads to an address that is not public`),
  });
}
