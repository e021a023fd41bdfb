import { inParallel } from '../batches.ts';
import type { FailedItem, SourceDocument, SyncRequest } from '../source.ts';
import { attachmentId } from './attachment-ids.ts';
import type { Attachment, ContentEntry } from './client.ts';
import { listFiles } from './list-files.ts';
import type { People } from './people.ts';
import { fileRevision, type Owner, readFile } from './read-file.ts';
import type { Restrictions } from './restrictions.ts';
import type { SpaceTree } from './space-tree.ts';
import { UNTITLED, type Writing } from './to-document.ts';

const PARALLEL_DOWNLOADS = 4;
const KNOWN_AT_ONCE = 200;

export type AttachmentStep = {
  documents: SourceDocument[];
  failed: FailedItem[];
  unchanged: string[];
  /** Pages whose files were not looked at, or not all of them. */
  unlookedBelow: string[];
  removed: string[];
};

type Reading = Pick<SyncRequest, 'knownRevision' | 'knownDocuments'> &
  Writing & { restrictions: Restrictions; people: People };

/** Reads the files of pages as documents of their own: with the path and the readers of their page. */
export function createAttachmentReader(reading: Reading) {
  return {
    read: async (tree: SpaceTree, pages: readonly ContentEntry[]): Promise<AttachmentStep> => {
      const readersOf = await reading.restrictions(tree, pages);
      const steps = await inParallel(pages, PARALLEL_DOWNLOADS, async (page) => {
        const readers = readersOf(page);
        // The page itself fails, and its files wait for it.
        if (readers.error) return { ...NOTHING, unlookedBelow: [page.id] };
        const path = [...tree.pathOf(page), page.title || UNTITLED];
        return readOfPage(reading, { page, path, readers });
      });
      return joined(steps);
    },
  };
}

export type AttachmentReader = ReturnType<typeof createAttachmentReader>;

const NOTHING: AttachmentStep = {
  documents: [],
  failed: [],
  unchanged: [],
  unlookedBelow: [],
  removed: [],
};

async function readOfPage(reading: Reading, owner: Owner): Promise<AttachmentStep> {
  const known = await knownOf(reading, owner.page.id);
  const { files, failed, gone, isWhole } = await listFiles(reading.client, owner, known);
  const idOf = (file: Attachment) => attachmentId(owner.page.id, file.id);
  const revisions = await Promise.all(files.map((file) => reading.knownRevision(idOf(file))));
  const changed = files.filter((file, at) => revisions[at] !== fileRevision(file, owner));
  await reading.people.learn({ authors: changed.map(({ author }) => author) });
  const documents: SourceDocument[] = [];
  await inParallel(changed, PARALLEL_DOWNLOADS, async (file) => {
    const result = await readFile(reading, file, owner);
    if ('code' in result) failed.push(result);
    else documents.push(result);
  });
  const told = new Set([...changed.map(idOf), ...failed.map(({ externalId }) => externalId)]);
  return {
    documents,
    failed,
    unchanged: files.map(idOf).filter((id) => !told.has(id)),
    unlookedBelow: isWhole ? [] : [owner.page.id],
    removed: gone,
  };
}

function joined(steps: readonly AttachmentStep[]): AttachmentStep {
  return {
    documents: steps.flatMap(({ documents }) => documents),
    failed: steps.flatMap(({ failed }) => failed),
    unchanged: steps.flatMap(({ unchanged }) => unchanged),
    unlookedBelow: steps.flatMap(({ unlookedBelow }) => unlookedBelow),
    removed: steps.flatMap(({ removed }) => removed),
  };
}

async function knownOf({ knownDocuments }: Reading, pageId: string): Promise<string[]> {
  const prefix = attachmentId(pageId, '');
  const ids: string[] = [];
  for (let after = prefix; ; after = ids.at(-1) ?? after) {
    const some = await knownDocuments(after, KNOWN_AT_ONCE);
    const own = some.map(({ externalId }) => externalId).filter((id) => id.startsWith(prefix));
    ids.push(...own);
    if (own.length < KNOWN_AT_ONCE) return ids;
  }
}
