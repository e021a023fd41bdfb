import { own, read } from '../grants.ts';
import type { SampleItem, SampleTenant } from '../tenant.ts';
import { demoDirectory } from './demo-directory.ts';
import { demoFiles } from './demo-files.ts';
import { demoPages } from './demo-pages.ts';
import { ARCHIVE_READERS, type DemoFile, LIBRARIES, SITE_OWNERS, SITES } from './places.ts';

/** SharePoint of the made-up company Northwind Tea, the same each time. */
export function demoTenant(): SampleTenant {
  const items: SampleItem[] = [];
  const folders = new Map<string, string>();
  for (const file of demoFiles()) {
    const parentId = ensureFolders(items, folders, file);
    items.push(toItem(items.length, { ...file, kind: 'file', parentId }));
  }
  const archived = items.find(({ kind, name }) => kind === 'folder' && name === '2025 Q4');
  if (archived) {
    archived.grants = [own({ siteGroup: SITE_OWNERS }), read({ siteGroup: ARCHIVE_READERS })];
  }
  return {
    sites: structuredClone([...SITES]),
    libraries: Object.values(LIBRARIES).map((one) => ({ ...one })),
    items,
    pages: demoPages({ home: SITES[0].id, people: SITES[1].id, engineering: SITES[2].id }),
    directory: demoDirectory(),
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
    sharedAt: 0,
    isDeleted: false,
    grants: draft.grants,
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
        grants: null,
      });
      items.push(folder);
      known.set(key, folder.id);
    }
    parentId = known.get(key) ?? null;
  }
  return parentId;
}
