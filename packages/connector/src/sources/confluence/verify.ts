import type { SourceOption } from '@rita/contracts';
import { inParallel } from '../batches.ts';
import { type Checked, createBudget, createChecks } from '../checks.ts';
import { type ReportCheck, SourceError, type VerifyResult } from '../source.ts';
import type { CallMode } from './call-confluence.ts';
import { isOffered } from './choose-spaces.ts';
import type { ConfluenceClient, ContentEntry, Space } from './client.ts';
import { type ConfluenceContext, type ConfluenceSettings, findSite, signIn } from './connect.ts';
import { inSpace, unwantedCql, wantedCql } from './cql.ts';
import { asFarAsTold, type List } from './list-page.ts';
import { checkAccess } from './verify-access.ts';

/** Counting pages stops here, so that the checks always end within the budget. */
const COUNTING_ENDS_MS = 15_000;
const MOST_SPACES = 2_000;
const MOST_COUNTED = 300;
/** Spaces looked into for a page to read. */
const MOST_PROBED = 5;

/** Makes the checks of the catalogue entry in order; the first that fails ends it. */
export async function verify(
  context: ConfluenceContext,
  report: ReportCheck,
): Promise<VerifyResult> {
  const { timeoutMs, hasTimeUntil } = createBudget();
  const mode: CallMode = { retry: 'none', signal: context.signal, timeoutMs };
  const checks = createChecks(report);
  const site = await checks.require('address', async () => {
    const found = await findSite(context, mode);
    return { value: found, detail: found.name };
  });
  const { client } = await checks.require('signed_in', async () => {
    const signedIn = await signIn(context, site, mode);
    return { value: signedIn, detail: signedIn.account };
  });
  const spaces = await checks.require('list_spaces', () => listSpaces(client));
  const page = await checks.require('read_page', () =>
    readSomePage(client, { spaces, settings: context.settings }),
  );
  await checkAccess(checks, { client, spaces, page });
  const counted = await withCounts(client, spaces, () => hasTimeUntil(COUNTING_ENDS_MS));
  return { options: { spaces: counted } };
}

async function listSpaces(client: ConfluenceClient): Promise<Checked<Space[]>> {
  const spaces: Space[] = [];
  for await (const { items } of asFarAsTold(client.listSpaces())) {
    spaces.push(...items);
    if (spaces.length >= MOST_SPACES) break;
  }
  if (spaces.length === 0) {
    throw new SourceError(
      'insufficient_permissions',
      'The account signed in, but it may not see a single space.',
    );
  }
  const offered = spaces.filter(isOffered);
  const more = spaces.length >= MOST_SPACES ? ' or more' : '';
  const count = offered.length === 1 ? '1 space' : `${offered.length} spaces`;
  return { value: offered, detail: `${count}${more}` };
}

async function readSomePage(
  client: ConfluenceClient,
  given: { spaces: Space[]; settings: ConfluenceSettings },
): Promise<Checked<ContentEntry | undefined>> {
  const chosen = given.settings.spaces ?? [];
  const candidates = chosen.length > 0 ? await chosenSpaces(client, chosen) : given.spaces;
  await checkFilters(client, candidates[0], given.settings);
  for (const space of candidates.slice(0, MOST_PROBED)) {
    for (const kind of ['page', 'blogpost'] as const) {
      const entry = await firstOf(client.listContent(space, kind));
      if (!entry) continue;
      const page = await client.readOne(entry);
      // Everybody in the organization sees it, so it names no page by its title.
      if (page) return { value: page, detail: `A page in ${space.name}` };
    }
  }
  return { value: undefined, detail: 'No page was found in the first spaces.', outcome: 'unknown' };
}

/** Throws `not_found` for a key that names no visible space. */
async function chosenSpaces(client: ConfluenceClient, keys: readonly string[]): Promise<Space[]> {
  const spaces: Space[] = [];
  for await (const { items } of asFarAsTold(client.listSpaces(keys))) spaces.push(...items);
  const found = new Set(spaces.map((space) => space.key));
  const missing = keys.filter((key) => !found.has(key));
  if (missing.length > 0) {
    throw new SourceError(
      'not_found',
      `Not there, or hidden from this account: ${missing.slice(0, 10).join(', ')}`,
    );
  }
  return spaces;
}

async function checkFilters(
  client: ConfluenceClient,
  space: Space | undefined,
  settings: ConfluenceSettings,
): Promise<void> {
  const conditions = [wantedCql(settings), unwantedCql(settings)].filter(
    (cql) => cql !== undefined,
  );
  if (!space) return;
  for (const condition of conditions) await firstOf(client.search(inSpace(space.key, condition)));
}

async function firstOf<T>(list: List<T>): Promise<T | undefined> {
  for await (const { items } of asFarAsTold(list)) if (items[0] !== undefined) return items[0];
  return undefined;
}

/** Options with page counts as far as the time allows; a missing count is better than a late answer. */
async function withCounts(
  client: ConfluenceClient,
  spaces: readonly Space[],
  hasTime: () => boolean,
): Promise<SourceOption[]> {
  const isCounted = spaces.length <= MOST_COUNTED;
  const options = await inParallel(spaces, 6, async (space): Promise<SourceOption> => {
    const option = { value: space.key, label: space.name };
    if (!isCounted || !hasTime()) return option;
    try {
      return { ...option, count: await client.count(inSpace(space.key)) };
    } catch (error) {
      if (error instanceof SourceError) return option;
      throw error;
    }
  });
  return options.toSorted((one, other) => one.label.localeCompare(other.label, 'en'));
}
