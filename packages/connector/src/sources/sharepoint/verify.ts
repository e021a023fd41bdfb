import { PROBLEMS, type SourceOption } from '@rita/contracts';
import { inParallel } from '../batches.ts';
import { type ReportCheck, SourceError, type VerifyResult } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { connect } from './connect.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { type Drive, itemSchema, permissionSchema, type Site } from './shapes.ts';
import { chosenAddresses, findSite, listLibraries, listSites, siteName } from './sites.ts';
import { readCertificate, rolesOf } from './token.ts';

const LONGEST_CALL_MS = 10_000;
const BUDGET_MS = 25_000;
const LISTING_ENDS_MS = 15_000;
const MOST_SITES_SEARCHED = 100;

const CONSENT =
  'An admin must open the app registration, add the application permission Sites.Read.All (or Sites.Selected), and press “Grant admin consent”.';

/** Makes the checks of the catalogue entry in order; the first that fails ends it. */
export async function verify(
  context: SharePointContext,
  report: ReportCheck,
): Promise<VerifyResult> {
  const startedAt = performance.now();
  const leftMs = (until: number) => until - (performance.now() - startedAt);
  const mode: CallMode = {
    retry: 'none',
    signal: context.signal,
    timeoutMs: () => Math.max(1, Math.min(LONGEST_CALL_MS, leftMs(BUDGET_MS))),
  };
  const check = createChecks(report);
  const { graph, token } = await check('token', async () => {
    const { graph, tokens } = connect(context, mode);
    return {
      value: { graph, token: await tokens.get() },
      detail: `App ${context.settings.client_id}`,
    };
  });
  await check('consent', async () => checkConsent(token));
  const sites = await checkSites(graph, context, report);
  const libraries = await check('read_library', () =>
    findLibraries(graph, { sites, context, hasTime: () => leftMs(LISTING_ENDS_MS) > 0 }),
  );
  await checkPermissions(graph, libraries.sample, report);
  return {
    options: { sites: sites.map(toSiteOption), libraries: libraries.options },
    ...expiry(context),
  };
}

type Outcome<T> = { value: T; detail: string; isUnknown?: boolean };

function createChecks(report: ReportCheck) {
  return async <T>(name: string, work: () => Promise<Outcome<T>>): Promise<T> => {
    report({ name, outcome: 'running' });
    try {
      const { value, detail, isUnknown } = await work();
      report({ name, outcome: isUnknown ? 'unknown' : 'passed', detail });
      return value;
    } catch (error) {
      if (error instanceof SourceError) {
        const remedy = name === 'consent' ? CONSENT : PROBLEMS[error.code].remedy;
        report({ name, outcome: 'failed', detail: error.message, remedy });
      }
      throw error;
    }
  };
}

function checkConsent(token: string): Outcome<undefined> {
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
  const listed = await listSites(graph).catch((error: unknown) => {
    if (error instanceof SourceError) report({ name, outcome: 'failed', detail: error.message });
    throw error;
  });
  const typed: Site[] = [];
  for (const address of chosenAddresses(context.settings)) {
    typed.push(await findTyped(graph, address, report));
  }
  const sites = [...new Map([...typed, ...listed].map((site) => [site.id, site])).values()];
  if (sites.length === 0) {
    const detail =
      'The app sees no site in the list. With Sites.Selected, type the address of a site.';
    const remedy =
      'Fill in the address of a site that was granted to the app, or have Sites.Read.All granted.';
    report({ name, outcome: 'failed', detail, remedy });
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
    report({ name: 'list_sites', outcome: 'failed', detail, remedy: PROBLEMS[error.code].remedy });
    throw new SourceError(
      error.code,
      detail,
      error.sourceText ? { sourceText: error.sourceText } : {},
    );
  });
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;

const toSiteOption = (site: Site): SourceOption => ({ value: site.webUrl, label: siteName(site) });

type Found = { options: SourceOption[]; sample: { drive: Drive; itemId: string } | undefined };

async function findLibraries(
  graph: Graph,
  given: { sites: Site[]; context: SharePointContext; hasTime: () => boolean },
): Promise<Outcome<Found>> {
  const drives: { site: Site; drive: Drive }[] = [];
  let refusal: SourceError | undefined;
  await inParallel(given.sites.slice(0, MOST_SITES_SEARCHED), 4, async (site) => {
    if (!given.hasTime()) return;
    try {
      drives.push(...(await listLibraries(graph, site)).map((drive) => ({ site, drive })));
    } catch (error) {
      if (!(error instanceof SourceError)) throw error;
      refusal = error;
    }
  });
  if (drives.length === 0) {
    throw (
      refusal ?? new SourceError('nothing_found', 'No document library was found in the sites.')
    );
  }
  const options = drives
    .map(({ site, drive }) => ({ value: drive.id, label: `${siteName(site)} / ${drive.name}` }))
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
    if (file) return { drive, itemId: file.id };
  }
  return undefined;
}

async function checkPermissions(
  graph: Graph,
  sample: Found['sample'],
  report: ReportCheck,
): Promise<void> {
  const name = 'read_permissions';
  if (!sample) {
    report({ name, outcome: 'unknown', detail: 'There was no file to try it with.' });
    return;
  }
  report({ name, outcome: 'running' });
  try {
    const drive = encodeURIComponent(sample.drive.id);
    await graph.getPage(
      `/drives/${drive}/items/${encodeURIComponent(sample.itemId)}/permissions`,
      permissionSchema,
    );
    report({ name, outcome: 'passed', detail: 'Who may read a file is visible' });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const remedy =
      'Everything else works. Files whose readers are hidden are kept as readable by nobody.';
    report({ name, outcome: 'failed', detail: error.message, remedy });
  }
}

function expiry({ credentials }: SharePointContext): { credentialsExpireAt?: Date } {
  if (!('certificate_pem' in credentials)) return {};
  return {
    credentialsExpireAt: new Date(readCertificate(credentials.certificate_pem).certificate.validTo),
  };
}
