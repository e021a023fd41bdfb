import { endingOf, type FileUse, useOf } from '../../convert/kinds.ts';
import type { SharePointSettings } from './context.ts';
import { revisionOf } from './revision.ts';
import type { Item } from './shapes.ts';

/** A file of a library with where it stands. */
export type LibraryFile = {
  item: Item;
  driveId: string;
  externalId: string;
  /** Begins with site and library. */
  path: string[];
  /** Whether SharePoint told all folders above it. */
  isPathKnown: boolean;
};

/**
 * Changes with whatever of a file changes. Where SharePoint names no version at all, only what was
 * read tells one from another.
 */
export function fileRevision({ item, path }: LibraryFile, body?: string): string {
  const version = versionOf(item) ?? [body ?? null];
  return revisionOf([...version, item.name, item.webUrl, path]);
}

/** Undefined for a file that has to be read to know whether it has changed. */
export function versionOf(item: Item): (string | number)[] | undefined {
  // cTag follows the content, eTag all the rest; a folder above may get a new name without either.
  const tags = [item.cTag, item.eTag];
  const given = tags.some(Boolean) ? tags : [item.lastModifiedDateTime, item.size];
  const version = given.map((part) => part ?? '');
  return given[0] || given[1] ? version : undefined;
}

/**
 * What becomes of an item that is no folder; `left_out`: the settings do not choose it. What may
 * hold words and is not read is named rather than passed over.
 */
export function useOfItem(
  file: LibraryFile,
  settings: SharePointSettings,
): FileUse | { use: 'left_out' } {
  const { item } = file;
  if (item.package) return list('It is a notebook, and notebooks are not read.');
  if (!item.file) return list('SharePoint does not say whether it is a file.');
  return useOfFile(file, settings);
}

const list = (reason: string): FileUse => ({ use: 'list', reason });

function useOfFile(file: LibraryFile, settings: SharePointSettings): FileUse | { use: 'left_out' } {
  const { item } = file;
  const name = item.name ?? '';
  const use = useOf({ name, mediaType: item.file?.mimeType });
  const kinds = settings.file_kinds ?? [];
  const kind = endingOf(name) || ('kind' in use ? use.kind : '');
  if (kinds.length > 0 && !kinds.includes(kind)) return { use: 'left_out' };
  if (!settings.folders?.length) return use;
  if (!file.isPathKnown) {
    return list('SharePoint does not say in which folder it is, so it may not be a chosen one.');
  }
  return isInFolder(file.path, settings.folders) ? use : { use: 'left_out' };
}

function isInFolder(path: readonly string[], folders: readonly string[]): boolean {
  const inLibrary = path.slice(2).join('/').toLowerCase();
  const withLibrary = path.slice(1).join('/').toLowerCase();
  return folders.some((folder) => {
    const wanted = folder.toLowerCase().replace(/^\/+|\/+$/g, '');
    return [inLibrary, withLibrary].some(
      (here) => here === wanted || here.startsWith(`${wanted}/`),
    );
  });
}
