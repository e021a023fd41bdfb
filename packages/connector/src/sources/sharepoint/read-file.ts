import type { Convert } from '../../convert/convert.ts';
import { createPatience, failsAlone } from '../fails-alone.ts';
import { type FailedItem, SourceError } from '../source.ts';
import { isOfTheDocument } from '../source-convert.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import { fileRevision, type LibraryFile } from './library-file.ts';
import { isProtected } from './protected-file.ts';
import type { ReadDocument } from './read-document.ts';

const DEFAULT_MAX_MB = 25;
const MB = 1024 * 1024;

/** A file that cannot be read; `isClosed`: nor may what is stored of it be found any more. */
export type UnreadFile = { failed: FailedItem; isClosed: boolean };
export type ReadFile = (file: LibraryFile) => Promise<ReadDocument | UnreadFile>;

/** Reads files one by one; throws when more of them in a row fail than files of their own do. */
export function createFileReader(
  graph: Graph,
  convert: Convert,
  settings: SharePointSettings,
): ReadFile {
  const maxBytes = (settings.max_file_mb ?? DEFAULT_MAX_MB) * MB;
  const patience = createPatience();
  return async (file) => {
    const { item } = file;
    const unfit = whyUnfit(file, maxBytes);
    if (unfit) return unread(file, { code: 'not_readable', message: unfit });
    try {
      const path = `/drives/${encodeURIComponent(file.driveId)}/items/${encodeURIComponent(item.id)}`;
      const bytes =
        item.size === 0 ? new Uint8Array() : await graph.download(`${path}/content`, { maxBytes });
      if (bytes.length === 0 && item.size) {
        throw new SourceError('upstream_error', 'SharePoint gave nothing of this file.');
      }
      if (isProtected(bytes)) return { failed: toFailure(file, PROTECTED), isClosed: true };
      const body = await convert('file', {
        bytes,
        name: item.name ?? '',
        mediaType: item.file?.mimeType,
        baseUrl: item.webUrl ?? undefined,
      });
      patience.succeeded();
      return toDocument(file, body);
    } catch (error) {
      // A download may lead to where nobody may call; other files are elsewhere.
      const isOwn = isOfTheDocument(error) || isBlocked(error);
      if (!isOwn && !failsAlone(error)) throw error;
      if (!isOwn) patience.failed(error);
      return unread(file, error);
    }
  };
}

const PROTECTED = {
  code: 'not_readable',
  message:
    'The file is encrypted, by a sensitivity label or a password; who may open it is in there.',
} as const;

function unread(file: LibraryFile, error: Parameters<typeof toFailure>[1]): UnreadFile {
  return { failed: toFailure(file, error), isClosed: false };
}

function isBlocked(error: unknown): error is SourceError {
  return error instanceof SourceError && error.code === 'blocked_address';
}

function whyUnfit({ item }: LibraryFile, maxBytes: number): string | undefined {
  if (item.malware) return 'SharePoint says that this file holds malware.';
  if ((item.size ?? 0) <= maxBytes) return undefined;
  const size = Math.ceil((item.size ?? 0) / MB);
  return `The file has ${size} MB; up to ${maxBytes / MB} MB are read.`;
}

function toDocument(file: LibraryFile, body: string): ReadDocument {
  const { item, externalId, path } = file;
  return {
    externalId,
    revision: fileRevision(file, body),
    title: item.name ?? 'Unnamed file',
    url: item.webUrl ?? null,
    body,
    author: item.lastModifiedBy?.user?.displayName ?? null,
    createdAt: toDate(item.createdDateTime),
    updatedAt: toDate(item.lastModifiedDateTime),
    path,
  };
}

export function toFailure(
  { item, externalId }: LibraryFile,
  error: Pick<FailedItem, 'code'> & { message: string },
): FailedItem {
  return {
    externalId,
    title: item.name ?? null,
    url: item.webUrl ?? null,
    code: error.code,
    reason: error.message,
  };
}

export function toDate(text: string | null | undefined): Date | null {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? null : new Date(time);
}
