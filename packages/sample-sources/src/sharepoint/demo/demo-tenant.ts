import type {
  SampleItem,
  SampleLibrary,
  SampleLocation,
  SampleReader,
  SampleTenant,
} from '../tenant.ts';
import { demoFiles } from './demo-files.ts';
import { demoPages } from './demo-pages.ts';

const guid = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const site = (
  number: number,
  path: string,
  name: string,
  access: SampleLocation['access'] = 'open',
) => ({
  id: `127.0.0.1,${guid(number)},${guid(number + 100)}`,
  path,
  name,
  access,
});

const SITES = [
  site(1, '', 'Northwind Tea'),
  site(2, '/sites/people', 'People'),
  site(3, '/sites/engineering', 'Engineering'),
  site(4, '/sites/sales', 'Sales & Marketing'),
] as const;

const library = (
  number: number,
  siteIndex: number,
  name: string,
  urlName = name,
): SampleLibrary => ({
  id: `b!${Buffer.from(`drive-of-northwind-${number}`).toString('base64url')}`,
  siteId: SITES[siteIndex]?.id ?? '',
  name,
  urlName,
});

const LIBRARIES = {
  people: library(1, 1, 'Documents', 'Shared Documents'),
  forms: library(2, 1, 'Forms and templates'),
  engineering: library(3, 2, 'Documents', 'Shared Documents'),
  sales: library(4, 3, 'Documents', 'Shared Documents'),
} as const;

export type DemoFile = {
  library: keyof typeof LIBRARIES;
  folders: readonly string[];
  name: string;
  mimeType: string;
  content: Uint8Array;
  author: string;
  readers: SampleReader[];
};

/** SharePoint of the made-up company Northwind Tea, the same each time. */
export function demoTenant(): SampleTenant {
  const items: SampleItem[] = [];
  const folders = new Map<string, string>();
  for (const file of demoFiles()) {
    const parentId = ensureFolders(items, folders, file);
    items.push(toItem(items.length, { ...file, kind: 'file', parentId }));
  }
  return {
    sites: SITES.map((one) => ({ ...one })),
    libraries: Object.values(LIBRARIES).map((one) => ({ ...one })),
    items,
    pages: demoPages({ home: SITES[0].id, people: SITES[1].id, engineering: SITES[2].id }),
  };
}

type Draft = Omit<DemoFile, 'folders'> & { kind: SampleItem['kind']; parentId: string | null };

function toItem(index: number, draft: Draft): SampleItem {
  const created = Date.parse('2025-03-01T08:00:00Z') + index * 2_111 * 60_000;
  return {
    id: `01NWT${String(index).padStart(27, '0')}`,
    driveId: LIBRARIES[draft.library].id,
    parentId: draft.parentId,
    name: draft.name,
    kind: draft.kind,
    content: draft.content,
    mimeType: draft.mimeType,
    author: draft.author,
    createdAt: new Date(created).toISOString(),
    modifiedAt: new Date(created + 86_400_000).toISOString(),
    contentVersion: 1,
    version: 1,
    changedAt: index + 1,
    isDeleted: false,
    readers: draft.readers,
  };
}

function ensureFolders(
  items: SampleItem[],
  known: Map<string, string>,
  file: DemoFile,
): string | null {
  let parentId: string | null = null;
  let key: string = file.library;
  for (const name of file.folders) {
    key += `/${name}`;
    const found = known.get(key);
    if (found === undefined) {
      const folder = toItem(items.length, {
        ...file,
        name,
        kind: 'folder',
        parentId,
        content: new Uint8Array(),
        mimeType: '',
      });
      items.push(folder);
      known.set(key, folder.id);
    }
    parentId = known.get(key) ?? null;
  }
  return parentId;
}
