import { normalizeMailAddress } from '@rita/contracts';
import { inParallel } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { AccessRequest, FoundLink } from '../source-access.ts';
import { count, isRefusal, type Tallies } from './access.ts';
import type { LookedUp, SiteAccount } from './access-client.ts';
import type { ConfluenceClient } from './client.ts';

const PARALLEL_LOOK_UPS = 4;

/**
 * Who the people of the organization are whose addresses the site hides, as Atlassian does unless
 * somebody shows theirs: each address that they proved is looked up on the Jira of the same site.
 */
export async function findLinks(
  reading: { client: ConfluenceClient; people: AccessRequest['people']; tallies: Tallies },
  accounts: ReadonlyMap<string, SiteAccount>,
): Promise<{ links: FoundLink[]; unreadLinks: string[] }> {
  const { client, people, tallies } = reading;
  const { lookUp } = client.access;
  if (!lookUp) return { links: [], unreadLinks: [] };
  const shown = new Set([...accounts.values()].flatMap(({ address }) => normalized(address) ?? []));
  let isRefused = false;
  const unread = new Set<string>();
  const links = await inParallel(people, PARALLEL_LOOK_UPS, async ({ personId, address }) => {
    const own = normalized(address);
    if (own === null || shown.has(own) || isRefused) return [];
    const found = await lookUp(own).catch((error: unknown) => {
      if (!isRefusal(error) && !failsAlone(error)) throw error;
      if (isRefusal(error)) isRefused = true;
      else unread.add(personId);
      return [];
    });
    const accountId = onlyOne(found, own);
    const account = accountId === undefined ? undefined : accounts.get(accountId);
    if (account?.state === 'unread') unread.add(personId);
    return account?.isActive && account.state === 'told'
      ? [{ personId, accountId: account.accountId, address: own }]
      : [];
  });
  const proven = await withAccess(client, links.flat());
  if (proven === 'unread') for (const { personId } of links.flat()) unread.add(personId);
  if (isRefused || proven === 'refused') count(tallies, 'look_up_refused');
  count(tallies, 'look_up_unread', unread.size);
  return { links: typeof proven === 'string' ? [] : proven, unreadLinks: [...unread] };
}

/**
 * Jira finds whoever has an address that only begins like the one that was looked up, and does not show
 * it: `ann@tea.example` may be the account of `ann@tea.example.org`. So each must be one that somebody
 * has who may use the site, which Confluence tells by the whole address.
 */
async function withAccess(
  { access }: ConfluenceClient,
  links: readonly FoundLink[],
): Promise<FoundLink[] | 'refused' | 'unread'> {
  if (!access.withAccess || links.length === 0) return [];
  try {
    const has = await access.withAccess([...new Set(links.map(({ address }) => address))]);
    return links.filter(({ address }) => has.has(address));
  } catch (error) {
    if (isRefusal(error)) return 'refused';
    if (failsAlone(error)) return 'unread';
    throw error;
  }
}

/** The look-up finds names, too, and anybody may call themselves by somebody else’s address. */
function onlyOne(found: readonly LookedUp[], own: string): string | undefined {
  const [only, ...others] = found.filter(({ isActivePerson }) => isActivePerson);
  const isByName = found.some(({ name }) => name.toLowerCase().includes(own));
  const isAnothers = found.some(({ address }) => address !== null && normalized(address) !== own);
  return others.length > 0 || isByName || isAnothers ? undefined : only?.accountId;
}

const normalized = (address: string | null) =>
  address === null ? null : normalizeMailAddress(address);
