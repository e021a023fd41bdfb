import { inChunks } from '../batches.ts';
import type { ItemToRead, SyncPage } from '../source.ts';
import { missingSpaces } from './choose-spaces.ts';
import type { ConfluenceContext } from './connect.ts';
import { quotedList } from './cql.ts';
import { findEntries } from './find-entries.ts';
import { createFilter } from './narrow.ts';
import { openReading, type Reading, readStep, STEP } from './open-reading.ts';
import { pageOfAttachment, pageOfFileList } from './read-attachments.ts';
import { readPartialTree } from './space-tree.ts';

/** Nothing counts as known, so that each item is read whatever is stored of it. */
const NOTHING_KNOWN = { knownRevision: async () => undefined, knownDocuments: async () => [] };

/** Reads just these pages and files again; a file is read together with the others of its page. */
export async function* readAgain(
  context: ConfluenceContext,
  items: readonly ItemToRead[],
): AsyncIterable<SyncPage> {
  const reading = await openReading(context, NOTHING_KNOWN);
  for (const some of inChunks(items, STEP)) {
    context.signal.throwIfAborted();
    const ids = some.map(({ externalId }) => externalId);
    const { removed, ...page } = await readSome(reading, ids);
    // A chosen space that is out of sight must not look as if it had been emptied.
    yield reading.missing.length > 0 ? page : { ...page, ...(removed ? { removed } : {}) };
  }
  if (reading.missing.length > 0) throw missingSpaces(reading.missing);
}

async function readSome(reading: Reading, wanted: readonly string[]): Promise<SyncPage> {
  const { client, context, spaces } = reading;
  const pageIds = [...new Set(wanted.map((id) => pageOfAttachment(id) ?? id))];
  const among = (condition: string) => `id in ${quotedList(pageIds)} and ${condition}`;
  const isWanted = await createFilter(client, among, context.settings);
  const found = await findEntries(client, pageIds);
  const entries = found.entries.filter(({ id }) => isWanted(id));
  const page: SyncPage = {
    documents: [],
    failed: found.failed,
    unchanged: [],
    checkpoint: null,
  };
  const withFiles = new Set(wanted.map(pageOfAttachment));
  for (const space of spaces) {
    const own = entries.filter(({ spaceId }) => spaceId === space.id);
    if (own.length === 0) continue;
    const tree = await readPartialTree(client, space, own);
    const step = await readStep(reading, { tree, entries: own, checks: 'everything' }, ({ id }) =>
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
