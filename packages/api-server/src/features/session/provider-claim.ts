import { AsyncLocalStorage } from 'node:async_hooks';
import { normalizeMailAddress } from '@rita/contracts';
import type { AddressClaim } from '../../platform/db/account-tables.ts';

/** What the identity provider says of the address of whoever is signing in. */
export type ProviderClaim = {
  /** As addresses are compared; null for one that is none. */
  address: string | null;
  state: AddressClaim;
};

/** Hands what the provider said to those who write the user and the session of the same request. */
export type ProviderClaims = {
  run: <T>(work: () => Promise<T>) => Promise<T>;
  note: (claims: Record<string, unknown>) => ProviderClaim;
  /** Undefined where nobody comes from the provider. */
  current: () => ProviderClaim | undefined;
};

export function createProviderClaims(): ProviderClaims {
  const signIns = new AsyncLocalStorage<{ claim?: ProviderClaim }>();
  return {
    run: (work) => signIns.run({}, work),
    note: (claims) => {
      const claim = readClaim(claims);
      const signIn = signIns.getStore();
      if (signIn !== undefined) signIn.claim = claim;
      return claim;
    },
    current: () => signIns.getStore()?.claim,
  };
}

/**
 * `email_verified` of OpenID Connect decides where it is there. Microsoft Entra leaves it out and
 * has `xms_edov` (whether the domain's owner was verified) and `verified_primary_email` (a list),
 * both only if the app registration asks for them.
 */
function readClaim(claims: Record<string, unknown>): ProviderClaim {
  const { email, email_verified, xms_edov, verified_primary_email } = claims;
  const address = typeof email === 'string' ? normalizeMailAddress(email) : null;
  // Signs that lower-case to ASCII would make it somebody else's address.
  if (address === null) return { address, state: 'denied' };
  if (email_verified !== undefined) return { address, state: verdictOf(email_verified) };
  const named = [verified_primary_email].flat().filter((one) => typeof one === 'string');
  if (named.some((one) => normalizeMailAddress(one) === address)) {
    return { address, state: 'verified' };
  }
  return { address, state: xms_edov === undefined ? 'unstated' : verdictOf(xms_edov) };
}

function verdictOf(claim: unknown): AddressClaim {
  return claim === true || claim === 'true' ? 'verified' : 'denied';
}
