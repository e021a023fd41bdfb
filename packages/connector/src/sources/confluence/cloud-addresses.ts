import { inChunks } from '../batches.ts';
import { SourceError } from '../source.ts';
import type { LookedUp } from './access-client.ts';
import * as shapes from './access-shapes.ts';
import type { Call } from './call-confluence.ts';

type Place = { call: Call; at: (path: string) => URL };

const ADDRESSES_IN_ONE_CALL = 100;
/** Nobody can have it (RFC 2606), so that an answer which leaves it out leaves out others as well. */
const NOBODY = 'nobody@example.com';

/** See `AccessClient`. */
export async function withAccess(
  { call, at }: Place,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set(addresses);
  const url = at('/api/v2/user/access/check-access-by-email');
  for (const emails of inChunks(addresses, ADDRESSES_IN_ONE_CALL)) {
    const asked = { emails: [NOBODY, ...emails] };
    const told = await call.post(url, shapes.withoutAccessSchema, asked);
    const without = [...(told.emailsWithoutAccess ?? []), ...(told.invalidEmails ?? [])];
    if (!without.includes(NOBODY)) {
      const words = 'Confluence does not tell which addresses are nobody’s.';
      throw new SourceError('upstream_error', words);
    }
    for (const address of without) found.delete(address.trim().toLowerCase());
  }
  return found;
}

/** The Jira of the same site finds accounts by addresses that they hide. */
export async function lookUp({ call, at }: Place, address: string): Promise<LookedUp[]> {
  const base = at('');
  const path = base.pathname.replace(/^\/ex\/confluence\//, '/ex/jira/').replace(/\/wiki\/?$/, '');
  const url = new URL(`${path}/rest/api/3/user/search`, base);
  url.searchParams.set('query', address);
  const found = await call.get(url, shapes.lookedUpSchema);
  return found.map(({ accountId, accountType, active, displayName, emailAddress }) => ({
    accountId,
    isActivePerson: active && accountType === 'atlassian',
    address: emailAddress || null,
    name: displayName,
  }));
}
