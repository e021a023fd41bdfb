import type { SourceOption } from '@rita/contracts';
import { inParallel } from '../batches.ts';
import {
  type Checked,
  createBudget,
  createChecks,
  type Remedy,
  remedyOf,
  remedyParts,
} from '../checks.ts';
import { type ReportCheck, SourceError, type VerifyResult } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { createSharePointApi } from './call-sharepoint.ts';
import { readCertificate } from './client-assertion.ts';
import { connect } from './connect.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { type Drive, itemSchema, type Site } from './shapes.ts';
import {
  chosenAddresses,
  findSite,
  libraryName,
  listLibraries,
  listSites,
  siteName,
} from './sites.ts';
import { rolesOf } from './token.ts';
import { checkAccess } from './verify-access.ts';

const LISTING_ENDS_MS = 15_000;
const MOST_SITES_SEARCHED = 100;

const CONSENT: Remedy = {
  code: 'sharepoint.consent',
  text: 'An admin must open the app registration, add the application permissions Sites.Read.All (or Sites.Selected), User.Read.All and GroupMember.Read.All of Microsoft Graph, and press “Grant admin consent”.',
};

const NO_SITE: Remedy = {
  code: 'sharepoint.no_site',
  text: 'Fill in the address of a site that was granted to the app, or have Sites.Read.All granted.',
};

/** Makes the checks of the catalogue entry in order; the first that fails ends it. */
export async function verify(
  context: SharePointContext,
  report: ReportCheck,
): Promise<VerifyResult> {
  const { timeoutMs, hasTimeUntil } = createBudget();
  const mode: CallMode = { retry: 'none', signal: context.signal, timeoutMs };
  const checks = createChecks(report, { consent: CONSENT });
  const { graph, token } = await checks.require('token', async () => {
    const { graph, tokens } = connect(context, mode);
    return {
      value: { graph, token: await tokens.get() },
      detail: `App ${context.settings.client_id}`,
    };
  });
  await checks.require('consent', async () => checkConsent(token));
  const sites = await checkSites(graph, context, report);
  const libraries = await checks.require('read_library', () =>
    findLibraries(graph, { sites, context, hasTime: () => hasTimeUntil(LISTING_ENDS_MS) }),
  );
  await checkAccess(checks, {
    graph,
    api: createSharePointApi(context, mode),
    roles: rolesOf(token),
    sites,
    sample: libraries.sample,
  });
  return {
    options: { sites: sites.flatMap(toSiteOption), libraries: libraries.options },
    ...expiry(context),
  };
}

function checkConsent(token: string): Checked<undefined> {
  const roles = rolesOf(token);
  if (roles.length > 0) return { value: undefined, detail: roles.join(', ').slice(0, 400) };
  throw new SourceError(
    'insufficient_permissions',
    'The app signed in, but no admin has consented to any permission of it.',
  );
}

/** Sites by listing, and by typed address, which is all there is under Sites.Selected. */
async function checkSites(
  graph: Graph,
  context: SharePointContext,
  report: ReportCheck,
): Promise<Site[]> {
  const name = 'list_sites';
  report({ name, outcome: 'running' });
  const { items: listed, lack } = await listSites(graph).catch((error: unknown) => {
    if (error instanceof SourceError) report({ name, outcome: 'failed', detail: error.message });
    throw error;
  });
  if (lack && listed.length === 0) {
    report({ name, outcome: 'failed', detail: lack.message, ...remedyParts(remedyOf(lack.code)) });
    throw lack;
  }
  const typed: Site[] = [];
  for (const address of chosenAddresses(context.settings)) {
    typed.push(await findTyped(graph, address, report));
  }
  const sites = [...new Map([...typed, ...listed].map((site) => [site.id, site])).values()];
  if (sites.length === 0) {
    const detail =
      'The app sees no site in the list. With Sites.Selected, type the address of a site.';
    report({ name, outcome: 'failed', detail, ...remedyParts(NO_SITE) });
    throw new SourceError('insufficient_permissions', detail);
  }
  if (listed.length > 0) report({ name, outcome: 'passed', detail: count(sites.length, 'site') });
  else {
    const detail = `Listing is not allowed (Sites.Selected); ${count(sites.length, 'site')} by address`;
    report({ name, outcome: 'unknown', detail });
  }
  return sites;
}

async function findTyped(graph: Graph, address: string, report: ReportCheck): Promise<Site> {
  return findSite(graph, address).catch((error: unknown) => {
    if (!(error instanceof SourceError)) throw error;
    const detail = `${address}: ${error.message}`;
    report({ name: 'list_sites', outcome: 'failed', detail, ...remedyParts(remedyOf(error.code)) });
    throw new SourceError(
      error.code,
      detail,
      error.sourceText ? { sourceText: error.sourceText } : {},
    );
  });
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Chosen by its address, so one that does not tell it cannot be. */
const toSiteOption = (site: Site): SourceOption[] =>
  site.webUrl ? [{ value: site.webUrl, label: siteName(site) }] : [];

type Found = {
  options: SourceOption[];
  sample: { driveId: string; itemId: string } | undefined;
};

async function findLibraries(
  graph: Graph,
  given: { sites: Site[]; context: SharePointContext; hasTime: () => boolean },
): Promise<Checked<Found>> {
  const drives: { site: Site; drive: Drive }[] = [];
  let refusal: SourceError | undefined;
  await inParallel(given.sites.slice(0, MOST_SITES_SEARCHED), 4, async (site) => {
    if (!given.hasTime()) return;
    const { items, lack } = await listLibraries(graph, site);
    drives.push(...items.map((drive) => ({ site, drive })));
    refusal ??= lack;
  });
  if (drives.length === 0) {
    throw (
      refusal ?? new SourceError('nothing_found', 'No document library was found in the sites.')
    );
  }
  const options = drives
    .map(({ site, drive }) => ({
      value: drive.id,
      label: `${siteName(site)} / ${libraryName(drive)}`,
    }))
    .toSorted((one, other) => one.label.localeCompare(other.label, 'en'));
  const chosen = given.context.settings.libraries ?? [];
  const missing = chosen.filter((id) => !drives.some(({ drive }) => drive.id === id));
  const probed = drives.filter(({ drive }) => chosen.length === 0 || chosen.includes(drive.id));
  if (missing.length > 0 && probed.length === 0) {
    throw new SourceError(
      'not_found',
      'The chosen libraries are not in the sites that the app may read.',
    );
  }
  return {
    value: { options, sample: await readSome(graph, probed) },
    detail: count(options.length, 'document library').replace('librarys', 'libraries'),
  };
}

/** A file to try permissions with; reading the first page of a library proves that it may be read. */
async function readSome(graph: Graph, drives: { drive: Drive }[]): Promise<Found['sample']> {
  for (const { drive } of drives.slice(0, 5)) {
    const path = `/drives/${encodeURIComponent(drive.id)}/root/delta?$top=20`;
    const { items } = await graph.getPage(path, itemSchema);
    const file = items.find((item) => item.file && !item.deleted);
    if (file) return { driveId: drive.id, itemId: file.id };
  }
  return undefined;
}

function expiry({ credentials }: SharePointContext): { credentialsExpireAt?: Date } {
  if (!('certificate_pem' in credentials)) return {};
  return {
    credentialsExpireAt: new Date(readCertificate(credentials.certificate_pem).certificate.validTo),
  };
}
