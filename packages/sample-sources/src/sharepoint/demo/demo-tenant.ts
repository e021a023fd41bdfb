import type { SampleItem, SampleTenant } from '../tenant.ts';
import { demoFiles } from './demo-files.ts';
import { demoPages } from './demo-pages.ts';
import { type DemoFile, LIBRARIES, SITES } from './places.ts';

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
