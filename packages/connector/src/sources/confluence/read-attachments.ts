import type { FileConverter } from '../../convert/file-converter.ts';
import { isReadable, kindOf } from '../../convert/kinds.ts';
import { inParallel } from '../batches.ts';
import { type FailedItem, type SourceDocument, SourceError, type SyncRequest } from '../source.ts';
import type { Attachment, ConfluenceClient, ContentEntry, ReadRestriction } from './client.ts';
import { toDate, toFailed } from './failed-item.ts';
import type { Restrictions } from './restrictions.ts';
import { revisionOf } from './revision.ts';
import type { SpaceTree } from './space-tree.ts';

const MB = 1024 * 1024;
const MOST_MB = 25;
const PARALLEL_DOWNLOADS = 4;
const KNOWN_AT_ONCE = 200;
/** What goes wrong with one list of files; anything else concerns the whole sync. */
const OF_THE_LIST = ['insufficient_permissions', 'not_found', 'upstream_error', 'wrong_edition'];
/** Files come from another host, which may be away or closed while Confluence is there. */
const OF_THE_FILE = [...OF_THE_LIST, 'timeout', 'blocked_address', 'unreachable', 'tls_error'];

export type AttachmentStep = {
  documents: SourceDocument[];
  failed: FailedItem[];
  unchanged: string[];
  removed: string[];
};

type Reading = Pick<SyncRequest, 'knownRevision' | 'knownDocuments'> & {
  client: ConfluenceClient;
  restrictions: Restrictions;
  converter: FileConverter;
};

type Owner = { page: ContentEntry; path: string[]; restriction: ReadRestriction };

/** A file belongs to its page, and its id says so: `<page>/<file>`. */
export const attachmentId = (pageId: string, fileId: string) => `${pageId}/${fileId}`;
/** Stands for the list of a page's files, where that cannot be read. */
const LIST = 'files';

/** The page that an attachment belongs to; undefined for the id of a page. */
export function pageOfAttachment(externalId: string): string | undefined {
  return externalId.includes('/') ? externalId.split('/')[0] : undefined;
}

/** The page whose list of files an id stands for. */
export function pageOfFileList(externalId: string): string | undefined {
  return externalId.endsWith(`/${LIST}`) ? pageOfAttachment(externalId) : undefined;
}

/**
 * Reads the files of pages as documents of their own: with the path and the readers of their page.
 * Files that hold no text (pictures, archives) are passed over.
 */
export function createAttachmentReader(reading: Reading) {
  const readOfPage = async (owner: Owner): Promise<AttachmentStep> => {
    const step: AttachmentStep = { documents: [], failed: [], unchanged: [], removed: [] };
    const changed: Attachment[] = [];
    const known = await knownOf(reading, owner.page.id);
    const met = new Set<string>();
    try {
      for await (const files of reading.client.listAttachments(owner.page)) {
        for (const file of files.filter(({ title }) => isReadable(kindOf(title)))) {
          const id = attachmentId(owner.page.id, file.id);
          met.add(id);
          const isKnown = (await reading.knownRevision(id)) === fileRevision(file, owner);
          if (isKnown) step.unchanged.push(id);
          else changed.push(file);
        }
      }
    } catch (error) {
      if (!isOneOf(error, OF_THE_LIST)) throw error;
      step.failed.push(toFailed(listOf(owner.page), error));
      return { ...step, unchanged: known };
    }
    const results = await inParallel(changed, PARALLEL_DOWNLOADS, (file) =>
      readFile(reading, file, owner),
    );
    for (const result of results) {
      if ('code' in result) step.failed.push(result);
      else step.documents.push(result);
    }
    return { ...step, removed: known.filter((id) => !met.has(id)) };
  };
  return {
    read: async (tree: SpaceTree, pages: readonly ContentEntry[]): Promise<AttachmentStep> => {
      const restrictionOf = await reading.restrictions(tree, pages);
      const steps = await inParallel(pages, PARALLEL_DOWNLOADS, (page) =>
        readOfPage({
          page,
          path: [...tree.pathOf(page), page.title],
          restriction: restrictionOf(page),
        }),
      );
      return joined(steps);
    },
    /** Those that are stored of pages, for a sync that does not look at them. */
    known: async (pages: readonly ContentEntry[]): Promise<string[]> =>
      (await inParallel(pages, 1, ({ id }) => knownOf(reading, id))).flat(),
  };
}

export type AttachmentReader = ReturnType<typeof createAttachmentReader>;

function joined(steps: readonly AttachmentStep[]): AttachmentStep {
  return {
    documents: steps.flatMap(({ documents }) => documents),
    failed: steps.flatMap(({ failed }) => failed),
    unchanged: steps.flatMap(({ unchanged }) => unchanged),
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

async function readFile(
  { client, converter }: Reading,
  file: Attachment,
  owner: Owner,
): Promise<SourceDocument | FailedItem> {
  try {
    if ((file.size ?? 0) > MOST_MB * MB) {
      const size = Math.ceil((file.size ?? 0) / MB);
      throw new SourceError(
        'upstream_error',
        `The file has ${size} MB; up to ${MOST_MB} MB are read.`,
      );
    }
    const bytes = file.size === 0 ? new Uint8Array() : await client.download(file, MOST_MB * MB);
    const body = await converter.convert({
      bytes,
      kind: kindOf(file.title),
      baseUrl: owner.page.url ?? undefined,
    });
    return toDocument(file, owner, body);
  } catch (error) {
    if (!isOneOf(error, OF_THE_FILE)) throw error;
    return toFailed({ ...file, id: attachmentId(owner.page.id, file.id) }, error);
  }
}

function isOneOf(error: unknown, codes: readonly string[]): error is SourceError {
  return error instanceof SourceError && codes.includes(error.code);
}

function listOf({ id, title, url }: ContentEntry) {
  return { id: attachmentId(id, LIST), title: `Attached files of ${title}`, url };
}

function fileRevision(file: Attachment, { path, restriction }: Owner): string {
  const place = { kind: 'attachment', title: file.title, url: file.url, path };
  return revisionOf({ ...place, version: file.version }, restriction);
}

function toDocument(file: Attachment, owner: Owner, body: string): SourceDocument {
  return {
    externalId: attachmentId(owner.page.id, file.id),
    revision: fileRevision(file, owner),
    title: file.title,
    url: file.url,
    body,
    author: file.author,
    createdAt: toDate(file.createdAt),
    updatedAt: toDate(file.updatedAt),
    path: owner.path,
    access: { kind: 'nobody', reason: 'not_read' },
  };
}
