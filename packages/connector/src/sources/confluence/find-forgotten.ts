import { inChunks } from '../batches.ts';
import { SourceError } from '../source.ts';
import { UnprovenList } from '../unproven-list.ts';
import { isOffered } from './choose-spaces.ts';
import type { ContentEntry } from './client.ts';
import { quotedList } from './cql.ts';
import { findEntries } from './find-entries.ts';
import type { IdSet } from './id-set.ts';
import { createFilter } from './narrow.ts';
import type { Reading } from './open-reading.ts';

const KNOWN_AT_ONCE = 500;
/** As many as this are asked for, spread over all: a list that ended too early leaves out many. */
const MOST_ASKED = 500;
const IDS_IN_ONE_QUERY = 100;

/**
 * Looks for a list that ended too early although it seemed whole: asks Confluence for stored pages
 * that no list named, each by its id.
 * @param met ids of what the lists named
 * @returns why nothing may count as gone; undefined when what is gone is gone
 */
export async function findForgotten(
  reading: Reading,
  met: IdSet,
): Promise<SourceError | undefined> {
  const unmet: string[] = [];
  for (let after = ''; ; ) {
    const some = await reading.knownDocuments(after, KNOWN_AT_ONCE);
    const ids = some.map(({ externalId }) => externalId);
    // Files go with their page, or by the list of its files.
    unmet.push(...ids.filter((id) => !id.includes('/') && !met.has(id)));
    const last = ids.at(-1);
    if (last === undefined) break;
    after = last;
  }
  if (unmet.length === 0) return undefined;
  const { entries, failed } = await findEntries(reading.client, spread(unmet));
  const [forgotten] = await stillWanted(reading, entries);
  if (forgotten) {
    return new UnprovenList(`It ended before it named “${forgotten.title}”, which is still there.`);
  }
  const [first] = failed;
  return first && new SourceError(first.code, first.reason);
}

function spread(ids: readonly string[]): string[] {
  const step = Math.max(1, ids.length / MOST_ASKED);
  const count = Math.min(ids.length, MOST_ASKED);
  return Array.from({ length: count }, (_, at) => ids[Math.floor(at * step)] ?? '');
}

/** What is left of entries by the spaces, labels and CQL that are chosen. */
async function stillWanted(
  reading: Reading,
  entries: readonly ContentEntry[],
): Promise<ContentEntry[]> {
  const { client, context } = reading;
  const wanted: ContentEntry[] = [];
  for (const some of inChunks(entries, IDS_IN_ONE_QUERY)) {
    const inScope: ContentEntry[] = [];
    for (const entry of some) if (await isInScope(reading, entry)) inScope.push(entry);
    if (inScope.length === 0) continue;
    const ids = quotedList(inScope.map(({ id }) => id));
    const among = (condition: string) => `id in ${ids} and ${condition}`;
    const filter = await createFilter(client, among, context.settings);
    if (filter.trouble) return inScope;
    wanted.push(...inScope.filter(({ id }) => filter.isWanted(id)));
  }
  return wanted;
}

/** Where no space is chosen, one that is missing from the list of spaces may be there all the same. */
async function isInScope(
  { client, context, spaces }: Reading,
  { spaceId }: ContentEntry,
): Promise<boolean> {
  if (spaces.some(({ id }) => id === spaceId)) return true;
  if ((context.settings.spaces ?? []).length > 0) return false;
  const space = await client.readSpace(spaceId);
  return space !== undefined && isOffered(space);
}
