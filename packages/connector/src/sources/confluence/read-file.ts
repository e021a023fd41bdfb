import { failsAlone } from '../fails-alone.ts';
import { type FailedItem, type SourceDocument, SourceError } from '../source.ts';
import { attachmentId } from './attachment-ids.ts';
import type { Attachment, ContentEntry } from './client.ts';
import { toDate, toFailed } from './failed-item.ts';
import type { Readers } from './restrictions.ts';
import { revisionOf } from './revision.ts';
import { authorOf, type Writing } from './to-document.ts';

const MB = 1024 * 1024;
const MOST_MB = 25;
/** Files come from another host, which may be away, closed or strange while Confluence is there. */
const OF_THE_FILE = [
  'blocked_address',
  'unreachable',
  'tls_error',
  'invalid_credentials',
  'sign_in_page',
];

/** The page of a file, which gives it its place and its readers. */
export type Owner = { page: ContentEntry; path: string[]; readers: Readers };

/** Reads one file as a document of its own; what goes wrong with it is its own. */
export async function readFile(
  writing: Writing,
  file: Attachment,
  owner: Owner,
): Promise<SourceDocument | FailedItem> {
  try {
    const bytes = await download(writing, file);
    const body = await writing.convert('file', {
      bytes,
      name: file.title,
      mediaType: file.mediaType,
      baseUrl: owner.page.url ?? undefined,
    });
    return toDocument(writing, { file, owner, body });
  } catch (error) {
    const isItsOwn = error instanceof SourceError && OF_THE_FILE.includes(error.code);
    if (!isItsOwn && !failsAlone(error)) throw error;
    return failedFile(file, owner, error);
  }
}

async function download({ client }: Writing, { size, content }: Attachment): Promise<Uint8Array> {
  if (size === 0) return new Uint8Array();
  if ((size ?? 0) > MOST_MB * MB) {
    const has = Math.ceil((size ?? 0) / MB);
    throw new SourceError(
      'upstream_error',
      `The file has ${has} MB; up to ${MOST_MB} MB are read.`,
    );
  }
  if (!content) {
    throw new SourceError('upstream_error', 'Confluence does not tell where the file is.');
  }
  const bytes = await client.download(content, MOST_MB * MB);
  if (bytes.length === 0) {
    throw new SourceError('upstream_error', 'The file came empty, although it is said not to be.');
  }
  return bytes;
}

export function failedFile(file: Attachment, { page }: Owner, error: SourceError): FailedItem {
  return toFailed({ ...file, id: attachmentId(page.id, file.id) }, error);
}

export function fileRevision(file: Attachment, { path, readers }: Owner): string {
  const place = { kind: 'attachment', title: file.title, url: file.url, path };
  return revisionOf({ ...place, version: file.version }, readers.restrictions);
}

const UNNAMED = 'Unnamed file';

function toDocument(
  writing: Writing,
  { file, owner, body }: { file: Attachment; owner: Owner; body: string },
): SourceDocument {
  return {
    externalId: attachmentId(owner.page.id, file.id),
    revision: fileRevision(file, owner),
    title: file.title || UNNAMED,
    url: file.url,
    body,
    author: authorOf(writing, file.author),
    createdAt: toDate(file.createdAt),
    updatedAt: toDate(file.updatedAt),
    path: owner.path,
    access: owner.readers.access,
  };
}
