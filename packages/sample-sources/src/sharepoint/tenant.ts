/** The content of one sample tenant, as plain values that tests may change at any time. */
export type SampleLocation = {
  id: string;
  /** Server-relative, such as `/sites/people`; empty for the root site. */
  path: string;
  name: string;
  /** `locked` answers 423, `forbidden` 403; `containers` has an address that no crawler can use. */
  access: 'open' | 'locked' | 'forbidden';
};

export type SampleLibrary = { id: string; siteId: string; name: string; urlName: string };

export type SampleReader = { user?: string; group?: string; link?: 'organization' | 'anonymous' };

export type SampleItem = {
  id: string;
  driveId: string;
  /** Null: in the root of the library. */
  parentId: string | null;
  name: string;
  kind: 'file' | 'folder';
  content: Uint8Array;
  mimeType: string;
  author: string;
  createdAt: string;
  modifiedAt: string;
  contentVersion: number;
  version: number;
  /** Place of the last change in the order of all changes. */
  changedAt: number;
  isDeleted: boolean;
  readers: SampleReader[];
};

export type SampleSitePage = {
  id: string;
  siteId: string;
  name: string;
  title: string;
  description: string;
  level: 'published' | 'draft';
  html: string[];
  author: string;
  createdAt: string;
  modifiedAt: string;
  version: number;
  /** Its canvas cannot be read: 400, alone and in a list. */
  isCorrupt: boolean;
};

export type SampleTenant = {
  sites: SampleLocation[];
  libraries: SampleLibrary[];
  items: SampleItem[];
  pages: SampleSitePage[];
};

export function childrenPath(tenant: SampleTenant, item: SampleItem): string[] {
  const names: string[] = [];
  let parentId = item.parentId;
  while (parentId !== null) {
    const parent = tenant.items.find(
      ({ id, driveId }) => id === parentId && driveId === item.driveId,
    );
    if (!parent) break;
    names.unshift(parent.name);
    parentId = parent.parentId;
  }
  return names;
}
