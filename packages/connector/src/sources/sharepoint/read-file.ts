import type { Convert } from '../../convert/convert.ts';
import { isOfOnePart } from '../of-one-part.ts';
import { type FailedItem, type SourceDocument, SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import { fileRevision, type LibraryFile } from './library-file.ts';
import { readPermissions } from './permissions.ts';

const DEFAULT_MAX_MB = 25;
const MB = 1024 * 1024;

export type ReadFile = (file: LibraryFile) => Promise<SourceDocument | FailedItem>;

export function createFileReader(
  graph: Graph,
  convert: Convert,
  settings: SharePointSettings,
): ReadFile {
  const maxBytes = (settings.max_file_mb ?? DEFAULT_MAX_MB) * MB;
  return async (file) => {
    const { item } = file;
    try {
      requireFit(file, maxBytes);
      const path = `/drives/${encodeURIComponent(file.driveId)}/items/${encodeURIComponent(item.id)}`;
      const bytes =
        item.size === 0 ? new Uint8Array() : await graph.download(`${path}/content`, { maxBytes });
      if (bytes.length === 0 && item.size) {
        throw new SourceError('upstream_error', 'SharePoint gave nothing of this file.');
      }
      const body = await convert('file', {
        bytes,
        name: item.name ?? '',
        mediaType: item.file?.mimeType,
        baseUrl: item.webUrl ?? undefined,
      });
      return toDocument(file, body, await readPermissions(graph, path));
    } catch (error) {
      if (isOfOnePart(error)) return toFailure(file, error);
      throw error;
    }
  };
}

function requireFit({ item }: LibraryFile, maxBytes: number): void {
  if (item.malware) {
    throw new SourceError('upstream_error', 'SharePoint says that this file holds malware.');
  }
  if ((item.size ?? 0) <= maxBytes) return;
  const size = Math.ceil((item.size ?? 0) / MB);
  const most = maxBytes / MB;
  throw new SourceError('upstream_error', `The file has ${size} MB; up to ${most} MB are read.`);
}

function toDocument(
  file: LibraryFile,
  body: string,
  permissions: SourceDocument['permissions'],
): SourceDocument {
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
    permissions,
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
