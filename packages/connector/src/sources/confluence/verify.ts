import { PROBLEMS, type SourceOption } from '@rita/contracts';
import { inParallel } from '../batches.ts';
import { type ReportCheck, SourceError, type VerifyResult } from '../source.ts';
import type { CallMode } from './call-confluence.ts';
import type { ConfluenceClient, ContentEntry, Space } from './client.ts';
import { type ConfluenceContext, type ConfluenceSettings, findSite, signIn } from './connect.ts';
import { inSpace, unwantedCql, wantedCql } from './cql.ts';

const LONGEST_CALL_MS = 10_000;
const BUDGET_MS = 25_000;
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
  const startedAt = performance.now();
  const leftMs = (until: number) => until - (performance.now() - startedAt);
  const mode: CallMode = {
    retry: 'none',
    signal: context.signal,
    timeoutMs: () => Math.max(1, Math.min(LONGEST_CALL_MS, leftMs(BUDGET_MS))),
  };
  const check = createChecks(report);
  const site = await check('address', async () => {
    const found = await findSite(context, mode);
    return { value: found, detail: found.name };
  });
  const { client } = await check('signed_in', async () => {
    const signedIn = await signIn(context, site, mode);
    return { value: signedIn, detail: signedIn.account };
  });
  const spaces = await check('list_spaces', () => listSpaces(client));
  const page = await check('read_page', () =>
    readSomePage(client, { spaces, settings: context.settings }),
  );
  await checkPermissions(client, page, report);
  const counted = await withCounts(client, spaces, () => leftMs(COUNTING_ENDS_MS) > 0);
  return { options: { spaces: counted } };
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
        report({
          name,
          outcome: 'failed',
          detail: error.message,
          remedy: PROBLEMS[error.code].remedy,
        });
      }
      throw error;
    }
  };
}

async function listSpaces(client: ConfluenceClient): Promise<Outcome<Space[]>> {
  const spaces: Space[] = [];
  for await (const some of client.listSpaces()) {
    spaces.push(...some);
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

/** Personal and archived spaces are read only when they are chosen by their key. */
export function isOffered(space: Space): boolean {
  return space.type !== 'personal' && space.status === 'current';
}

async function readSomePage(
  client: ConfluenceClient,
  given: { spaces: Space[]; settings: ConfluenceSettings },
): Promise<Outcome<ContentEntry | undefined>> {
  const chosen = given.settings.spaces ?? [];
  const candidates = chosen.length > 0 ? await chosenSpaces(client, chosen) : given.spaces;
  await checkFilters(client, candidates[0], given.settings);
  for (const space of candidates.slice(0, MOST_PROBED)) {
    for (const kind of ['page', 'blogpost'] as const) {
      const entry = await firstOf(client.listContent(space, kind));
      if (!entry) continue;
      const page = await client.readOne(entry);
      if (page) return { value: page, detail: `“${page.title}” in ${space.name}` };
    }
  }
  return { value: undefined, detail: 'No page was found in the first spaces.', isUnknown: true };
}

/** Throws `not_found` for a key that names no visible space. */
async function chosenSpaces(client: ConfluenceClient, keys: readonly string[]): Promise<Space[]> {
  const spaces: Space[] = [];
  for await (const some of client.listSpaces(keys)) spaces.push(...some);
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

async function firstOf<T>(pages: AsyncIterable<T[]>): Promise<T | undefined> {
  for await (const page of pages) if (page[0] !== undefined) return page[0];
  return undefined;
}

async function checkPermissions(
  client: ConfluenceClient,
  page: ContentEntry | undefined,
  report: ReportCheck,
): Promise<void> {
  const name = 'read_permissions';
  if (!page) {
    report({ name, outcome: 'unknown', detail: 'There was no page to try it with.' });
    return;
  }
  report({ name, outcome: 'running' });
  try {
    await client.readRestriction(page.id);
    report({ name, outcome: 'passed', detail: 'Read restrictions of pages are visible' });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    report({
      name,
      outcome: 'failed',
      detail: error.message,
      remedy:
        'Everything else works. Give the account the right to view restrictions if they matter to you.',
    });
  }
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
