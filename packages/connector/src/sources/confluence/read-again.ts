import { inChunks } from '../batches.ts';
import type { ItemToRead, SyncPage } from '../source.ts';
import { pageOfAttachment, pageOfFileList } from './attachment-ids.ts';
import { missingSpaces } from './choose-spaces.ts';
import type { ConfluenceContext } from './connect.ts';
import { quotedList } from './cql.ts';
import { toFailed } from './failed-item.ts';
import { findEntries } from './find-entries.ts';
import { listSpace } from './list-space.ts';
import { createFilter } from './narrow.ts';
import { openReading, pageOf, type Reading, readStep, STEP } from './open-reading.ts';
import { readSpaceTree } from './space-tree.ts';
import { spaceOfList } from './stand-ins.ts';

/** Nothing counts as known, so that each item is read whatever is stored of it. */
const NOTHING_KNOWN = { knownRevision: async () => undefined, knownDocuments: async () => [] };

/**
 * Reads just these pages and files again; a file is read together with the others of its page, and
 * a list that was not whole with all that it names.
 */
export async function* readAgain(
  context: ConfluenceContext,
  items: readonly ItemToRead[],
): AsyncIterable<SyncPage> {
  const reading = await openReading(context, NOTHING_KNOWN);
  const ids = items.map(({ externalId }) => externalId);
  const lists = ids.filter((id) => spaceOfList(id) !== undefined);
  const others = ids.filter((id) => spaceOfList(id) === undefined);
  for (const some of inChunks(others, STEP)) {
    context.signal.throwIfAborted();
    const { removed, ...page } = await readSome(reading, some);
    // A chosen space that is out of sight must not look as if it had been emptied.
    yield reading.missing.length > 0 ? page : { ...page, ...(removed ? { removed } : {}) };
  }
  if (lists.length > 0) yield* readLists(reading, lists);
  if (reading.missing.length > 0) throw missingSpaces(reading.missing);
}

/** The lists that the ids stand for are done with where they are whole this time, else told of anew. */
async function* readLists(reading: Reading, standIns: readonly string[]): AsyncIterable<SyncPage> {
  const { client, context, spaces } = reading;
  const wanted = new Set(standIns.map(spaceOfList));
  const again = [...reading.failed];
  for (const space of spaces.filter(({ id }) => wanted.has('all') || wanted.has(id))) {
    context.signal.throwIfAborted();
    const { tree, entries, failed } = await listSpace(client, space, context.settings);
    again.push(...failed);
    for (const some of inChunks(entries, STEP)) {
      const step = await readStep(
        reading,
        { tree, entries: some, isLookedAt: () => true },
        () => true,
      );
      const { documents, failed: unread, unchanged } = pageOf(step);
      yield { documents, failed: unread, unchanged, checkpoint: null, phase: space.name };
    }
  }
  const stillFailed = new Set(again.map(({ externalId }) => externalId));
  const removed = standIns.filter((id) => !stillFailed.has(id));
  yield { documents: [], failed: again, unchanged: [], removed, checkpoint: null };
}

async function readSome(reading: Reading, wanted: readonly string[]): Promise<SyncPage> {
  const { client, context, spaces } = reading;
  const pageIds = [...new Set(wanted.map((id) => pageOfAttachment(id) ?? id))];
  const among = (condition: string) => `id in ${quotedList(pageIds)} and ${condition}`;
  const filter = await createFilter(client, among, context.settings);
  const found = await findEntries(client, pageIds);
  const page: SyncPage = { documents: [], failed: found.failed, unchanged: [], checkpoint: null };
  if (filter.trouble) {
    // Nobody knows of these whether they are wanted: they stay as they are.
    const { trouble } = filter;
    const failed = wanted.map((id) => toFailed({ id, title: '', url: null }, trouble));
    return { ...page, failed };
  }
  const entries = found.entries.filter(({ id }) => filter.isWanted(id));
  const withFiles = new Set(wanted.map(pageOfAttachment));
  for (const space of spaces) {
    const own = entries.filter(({ spaceId }) => spaceId === space.id);
    if (own.length === 0) continue;
    const tree = await readSpaceTree(client, space, own);
    const step = await readStep(reading, { tree, entries: own, isLookedAt: () => true }, ({ id }) =>
      withFiles.has(id),
    );
    page.documents.push(...step.documents);
    page.failed.push(...step.failed);
  }
  return settle(page, wanted);
}

/** What was not met is gone, unless it is a file whose page or whose list could not be read. */
function settle(page: SyncPage, wanted: readonly string[]): SyncPage {
  const met = new Set([...page.documents, ...page.failed].map(({ externalId }) => externalId));
  const troubles = new Map(
    page.failed.map((item) => [pageOfFileList(item.externalId) ?? item.externalId, item]),
  );
  const removed: string[] = [];
  for (const id of wanted.filter((one) => !met.has(one))) {
    const trouble = troubles.get(pageOfAttachment(id) ?? id);
    if (trouble) page.failed.push({ ...trouble, externalId: id, title: null });
    else removed.push(id);
  }
  return { ...page, removed };
}
