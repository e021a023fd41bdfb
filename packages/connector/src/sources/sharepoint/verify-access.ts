import { z } from 'zod';
import type { Checked, Checks } from '../checks.ts';
import { SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointApi } from './call-sharepoint.ts';
import { ADVANCED, MEMBERS } from './entra-groups.ts';
import { mayTellSharing } from './library-changes.ts';
import { permissionSchema, type Site } from './shapes.ts';

const REMEDIES = {
  read_permissions:
    'Everything else works. Files whose permissions are hidden are found by nobody: add the application permission Sites.Read.All (or, with Sites.Selected, the role fullcontrol on the site).',
  read_people:
    'Add the application permission User.Read.All of Microsoft Graph and grant admin consent. Without it nobody can be told from anybody else, so that nobody finds what these sites hold.',
  read_groups:
    'Add the application permission GroupMember.Read.All of Microsoft Graph and grant admin consent. Without it, what is open to groups is found by nobody.',
  read_site_groups:
    'Use a certificate instead of a client secret, and add the application permission Sites.FullControl.All of SharePoint (not of Microsoft Graph) with admin consent. Without it, what is open only to groups of a site (owners, members, visitors) is found by nobody.',
} as const;

export type AccessChecks = {
  graph: Graph;
  /** Undefined with a client secret. */
  api: SharePointApi | undefined;
  roles: readonly string[];
  sites: readonly Site[];
  /** A file to try permissions with. */
  sample: { driveId: string; itemId: string } | undefined;
};

/** What it takes to know who may open what. Each costs only what needs it, so none of them is fatal. */
export async function checkAccess(checks: Checks, given: AccessChecks): Promise<void> {
  const works = {
    read_permissions: () => checkPermissions(given),
    read_people: () => checkPeople(given),
    read_groups: () => checkGroups(given),
    read_site_groups: () => checkSiteGroups(given),
  };
  for (const name of Object.keys(works) as (keyof typeof works)[]) {
    const remedy = { code: `sharepoint.${name}`, text: REMEDIES[name] };
    await checks.optional(name, works[name], remedy);
  }
}

const passed = (detail: string): Checked<undefined> => ({ value: undefined, detail });
const untried = (detail: string): Checked<undefined> => ({
  value: undefined,
  detail,
  outcome: 'unknown',
});

async function checkPermissions({ graph, sample, roles, api }: AccessChecks) {
  if (!sample) return untried('There was no file to try it with.');
  const drive = encodeURIComponent(sample.driveId);
  const item = encodeURIComponent(sample.itemId);
  await graph.getPage(`/drives/${drive}/items/${item}/permissions`, permissionSchema);
  const visible = 'Who may read a file is visible';
  if (api) return passed(visible);
  return passed(
    mayTellSharing(roles)
      ? `${visible}; later only what was shared anew is asked for`
      : `${visible}; each file is asked for each time, which Sites.FullControl.All of Microsoft Graph would spare`,
  );
}

async function checkPeople({ graph }: AccessChecks) {
  const schema = z.object({ accountEnabled: z.boolean().nullish() });
  const { items } = await graph.getPage('/users?$select=id,accountEnabled&$top=1', schema);
  if (items.length === 0) return untried('The tenant names no people.');
  if (typeof items[0]?.accountEnabled === 'boolean') return passed('People are visible');
  const words = 'Only names are visible, and not who still has an account.';
  throw new SourceError('insufficient_permissions', words);
}

async function checkGroups({ graph }: AccessChecks) {
  const schema = z.object({ id: z.string() });
  const { items } = await graph.getPage('/groups?$select=id&$top=1', schema);
  const [group] = items;
  if (!group) return untried('The tenant names no groups.');
  const path = `/groups/${encodeURIComponent(group.id)}${MEMBERS}`;
  await graph.getPage(path, schema, ADVANCED);
  return passed('Members of groups are visible');
}

async function checkSiteGroups({ api, sites }: AccessChecks) {
  const webUrl = sites.find((site) => site.webUrl)?.webUrl;
  if (!api) {
    const words = 'With a client secret, SharePoint does not show who is in the groups of a site.';
    throw new SourceError('insufficient_permissions', words);
  }
  if (!webUrl) return untried('There was no site to try it with.');
  await api.list(webUrl, 'sitegroups?$select=Id', z.object({ Id: z.int() }));
  return passed('Members of groups of sites are visible');
}
