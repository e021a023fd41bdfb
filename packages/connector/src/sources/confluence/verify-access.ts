import type { Checked, Checks } from '../checks.ts';
import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import { isRefusal } from './access.ts';
import type { ConfluenceClient, ContentEntry, Space } from './client.ts';
import { isLeftOut } from './is-left-out.ts';

type Check =
  | 'read_permissions'
  | 'read_space_permissions'
  | 'read_site_permissions'
  | 'read_people'
  | 'read_groups';

/** What to add, as it is called in Confluence; each costs only what needs it. */
const REMEDIES: Record<ConfluenceClient['edition'], Partial<Record<Check, string>>> = {
  cloud: {
    read_permissions:
      'Everything else works. Pages whose restrictions are hidden are found by nobody: with a scoped token, add the scopes read:permission:confluence and read:content-details:confluence; and let the account view the restricted pages.',
    read_space_permissions:
      'Without it, nobody finds what these spaces hold: with a scoped token, add the scopes read:space:confluence and read:space.permission:confluence; and let the account view the spaces.',
    read_people:
      'Without it, nobody can be told from anybody else, so that nobody finds anything: with a scoped token, add the scopes read:content-details:confluence and read:user:confluence.',
    read_groups:
      'Without it, what is open to groups is found by nobody: with a scoped token, add the scope read:group:confluence; and give the account the global permission to browse users.',
  },
  data_center: {
    read_permissions:
      'Everything else works. Pages whose restrictions are hidden are found by nobody: give the account the permission to view the restricted pages, or make it a member of confluence-administrators.',
    read_space_permissions:
      'Without it, nobody finds what these spaces hold. Confluence tells it from version 9.1 on, to administrators of the space: update Confluence, or give the account the permission Space Admin in each space.',
    read_site_permissions:
      'Without it, nobody finds anything, for who has no licence may be in a group that has a space. Confluence tells it from version 9.2.18 on, to administrators: update Confluence, or give the account the global permission Confluence Administrator.',
    read_people:
      'Without it, nobody can be told from anybody else, so that nobody finds anything: give the account the global permission Confluence Administrator, to which addresses are shown, and do not mask them in Security Configuration.',
    read_groups:
      'Without it, what is open to groups is found by nobody: give the account the global permission Confluence Administrator.',
  },
};

export type AccessChecks = {
  client: ConfluenceClient;
  spaces: readonly Space[];
  /** A page to try restrictions with. */
  page: ContentEntry | undefined;
};

/** What it takes to know who may read what. None of it keeps a sync from running. */
export async function checkAccess(checks: Checks, given: AccessChecks): Promise<void> {
  const { edition } = given.client;
  const works: Record<Check, (given: AccessChecks) => Promise<Checked<undefined>>> = {
    read_permissions: checkRestrictions,
    read_space_permissions: checkSpacePermissions,
    read_site_permissions: checkSitePermissions,
    read_people: checkPeople,
    read_groups: checkGroups,
  };
  for (const name of Object.keys(works) as Check[]) {
    const text = REMEDIES[edition][name];
    const remedy = text === undefined ? undefined : { code: `confluence_${edition}.${name}`, text };
    await checks.optional(name, () => works[name](given).catch(asRefusal), remedy);
  }
}

/** What a scope leaves out is refused as if nobody were signed in. */
function asRefusal(error: unknown): never {
  const isScope = error instanceof SourceError && error.code === 'invalid_credentials';
  if (!isScope) throw error;
  throw new SourceError(
    'insufficient_permissions',
    'The account or its token may not ask for this.',
  );
}

const passed = (detail: string): Checked<undefined> => ({ value: undefined, detail });
const unknown = (detail: string): Checked<undefined> => ({
  value: undefined,
  detail,
  outcome: 'unknown',
});

async function checkRestrictions({ client, page }: AccessChecks) {
  if (!page) return unknown('There was no page to try it with.');
  await client.readRestriction(page.id);
  return passed('Read restrictions of pages are visible');
}

async function checkSpacePermissions({ client, spaces }: AccessChecks) {
  const [space] = spaces;
  if (!space) return unknown('There was no space to try it with.');
  const { isWhole } = await client.access.readSpaceReaders(space).catch((error: unknown) => {
    // Confluence 9 says 500 where it means that the account may not (CONFSERVER-99908).
    const isDataCenter = client.edition === 'data_center';
    if (!isDataCenter || !failsAlone(error)) throw error;
    const words =
      error.code === 'not_found'
        ? 'This version of Confluence does not tell who may view a space.'
        : 'Confluence does not tell the account who may view a space.';
    throw new SourceError('insufficient_permissions', words);
  });
  if (isWhole) return passed('Who may view a space is visible');
  throw new SourceError(
    'insufficient_permissions',
    'Only a part of who may view a space is visible.',
  );
}

async function checkSitePermissions({ client }: AccessChecks): Promise<Checked<undefined>> {
  const readers = await client.access.readSiteReaders().catch((error: unknown) => {
    if (!isRefusal(error)) throw error;
    const words = 'Confluence does not tell the account who may use the site.';
    throw new SourceError('insufficient_permissions', words);
  });
  if (readers !== null) return passed('Who may use the site is visible');
  return { ...passed('Everybody with an account may use it'), outcome: 'not_needed' };
}

async function checkPeople({ client }: AccessChecks) {
  for await (const accounts of client.access.listPeople()) {
    const active = accounts.filter(({ isActive }) => isActive);
    if (active.some(({ address }) => address?.includes('@'))) {
      return passed('People and their addresses are visible');
    }
    if (client.edition === 'cloud') return checkLookUp(client, active.length > 0);
    const words = 'People are visible, but no address is: nobody can be matched.';
    throw new SourceError('insufficient_permissions', words);
  }
  return unknown('The site names no people.');
}

/** Most people at Atlassian hide their addresses; the Jira of the site finds them by it all the same. */
async function checkLookUp({ access }: ConfluenceClient, isSomebody: boolean) {
  if (!isSomebody) return unknown('The site names no people with an account in use.');
  const nobody = 'nobody@example.com';
  const isThere = await Promise.all([access.lookUp?.(nobody), access.withAccess?.([nobody])]).then(
    () => access.lookUp !== undefined,
    (error: unknown) => {
      if (isLeftOut(error)) return false;
      throw error;
    },
  );
  if (isThere) return passed('People are visible; those who hide their address are found by Jira');
  return unknown(
    'People are visible, but no address is. Add Jira to the site and the scopes read:jira-user and read:configuration:confluence, or assign accounts by hand.',
  );
}

async function checkGroups({ client, spaces }: AccessChecks) {
  for (const space of spaces.slice(0, MOST_TRIED)) {
    const readers = await client.access.readSpaceReaders(space).catch((error: unknown) => {
      if (isLeftOut(error)) return undefined;
      throw error;
    });
    const group = readers?.principals.find((principal) => principal.startsWith('group:'));
    if (!group) continue;
    for await (const _ of client.access.listMembers(group.slice('group:'.length))) break;
    return passed('Members of groups are visible');
  }
  return unknown('There was no group to try it with.');
}

/** Spaces looked into for a group. */
const MOST_TRIED = 3;
