import type { ProblemCode } from '@rita/contracts';
import type { FileConverter } from '../../convert/file-converter.ts';
import { isReadable, kindOf } from '../../convert/kinds.ts';
import { type FailedItem, type SourceDocument, SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './connect.ts';
import { readPermissions } from './permissions.ts';
import { revisionOf } from './revision.ts';
import type { Item } from './shapes.ts';

const DEFAULT_MAX_MB = 25;
const MB = 1024 * 1024;

/** A file of a library with where it stands. */
export type LibraryFile = { item: Item; driveId: string; externalId: string; path: string[] };

export function fileRevision({ item, path }: LibraryFile): string {
  // cTag follows the content, eTag all the rest; a folder above may get a new name without either.
  return revisionOf([item.cTag, item.eTag, item.name, item.webUrl, path]);
}

/** Whether a file is among what the settings choose. `path` begins with site and library. */
export function isWanted({ item, path }: LibraryFile, settings: SharePointSettings): boolean {
  const kind = kindOf(item.name ?? '');
  const kinds = settings.file_kinds ?? [];
  if (!isReadable(kind) || (kinds.length > 0 && !kinds.includes(kind))) return false;
  const folders = settings.folders ?? [];
  if (folders.length === 0) return true;
  const inLibrary = path.slice(2).join('/').toLowerCase();
  const withLibrary = path.slice(1).join('/').toLowerCase();
  return folders.some((folder) => {
    const wanted = folder.toLowerCase().replace(/^\/+|\/+$/g, '');
    return [inLibrary, withLibrary].some(
      (here) => here === wanted || here.startsWith(`${wanted}/`),
    );
  });
}

export type ReadFile = (file: LibraryFile) => Promise<SourceDocument | FailedItem>;

export function createFileReader(
  graph: Graph,
  converter: FileConverter,
  settings: SharePointSettings,
): ReadFile {
  const maxBytes = (settings.max_file_mb ?? DEFAULT_MAX_MB) * MB;
  return async (file) => {
    const { item } = file;
    try {
      if (item.malware)
        throw new SourceError('upstream_error', 'SharePoint says that this file holds malware.');
      if ((item.size ?? 0) > maxBytes) {
        const size = Math.ceil((item.size ?? 0) / MB);
        throw new SourceError(
          'upstream_error',
          `The file has ${size} MB; up to ${maxBytes / MB} MB are read.`,
        );
      }
      const path = `/drives/${encodeURIComponent(file.driveId)}/items/${encodeURIComponent(item.id)}`;
      const bytes =
        item.size === 0 ? new Uint8Array() : await graph.download(`${path}/content`, { maxBytes });
      const body = await converter.convert({
        bytes,
        kind: kindOf(item.name ?? ''),
        baseUrl: item.webUrl ?? undefined,
      });
      return toDocument(file, body, await readPermissions(graph, path));
    } catch (error) {
      if (error instanceof SourceError && isOfTheItem(error.code)) return toFailure(file, error);
      throw error;
    }
  };
}

/** What else goes wrong concerns the whole sync. */
export function isOfTheItem(code: ProblemCode): boolean {
  const codes: readonly ProblemCode[] = [
    'insufficient_permissions',
    'not_found',
    'upstream_error',
    'timeout',
    'wrong_edition',
    'blocked_address',
  ];
  return codes.includes(code);
}

function toDocument(
  file: LibraryFile,
  body: string,
  access: { kind: 'nobody'; reason: 'not_read' },
): SourceDocument {
  const { item, externalId, path } = file;
  return {
    externalId,
    revision: fileRevision(file),
    title: item.name ?? 'Unnamed file',
    url: item.webUrl ?? null,
    body,
    author: item.lastModifiedBy?.user?.displayName ?? null,
    createdAt: toDate(item.createdDateTime),
    updatedAt: toDate(item.lastModifiedDateTime),
    path,
    access: { kind: 'nobody', reason: 'not_read' },
  };
}

function toFailure({ item, externalId }: LibraryFile, error: SourceError): FailedItem {
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
