import { createHash } from 'node:crypto';
import type { SampleDirectory } from './directory.ts';
import type { SampleGrant, SampleSiteGroup } from './grants.ts';

/** The content of one sample tenant, as plain values that tests may change at any time. */
export type SampleLocation = {
  id: string;
  /** Server-relative, such as `/sites/people`; empty for the root site. */
  path: string;
  name: string;
  /** `locked` answers 423, `forbidden` 403; `containers` has an address that no crawler can use. */
  access: 'open' | 'locked' | 'forbidden';
  /** Whoever may open what has no permissions of its own. */
  grants: SampleGrant[];
  siteGroups: SampleSiteGroup[];
  /** Users who open everything here and are in no list. */
  admins: string[];
  /** Restricted access control: Entra groups outside of which nobody opens anything. */
  onlyGroups: string[] | null;
};

export type SampleLibrary = {
  id: string;
  siteId: string;
  name: string;
  urlName: string;
  /** `pages` is the one in which the site's pages are files. */
  kind: 'documents' | 'pages';
  /** Null: as the site. */
  grants: SampleGrant[] | null;
};

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
  /** Place of the last change of its own permissions in the order of all changes. */
  sharedAt: number;
  isDeleted: boolean;
  /** Null: as the folder or library that it is in. */
  grants: SampleGrant[] | null;
  /** A sensitivity label; one that encrypts is all that an app gets to see. */
  label?: 'plain' | 'encrypted';
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
  /** Null: as the library of the pages. */
  grants: SampleGrant[] | null;
};

export type SampleTenant = {
  sites: SampleLocation[];
  libraries: SampleLibrary[];
  items: SampleItem[];
  pages: SampleSitePage[];
  directory: SampleDirectory;
};

/** What stands in a library; site pages are files in one of their own. */
export function itemsIn(tenant: SampleTenant, driveId: string): SampleItem[] {
  const library = tenant.libraries.find(({ id }) => id === driveId);
  if (library?.kind !== 'pages') return tenant.items.filter((item) => item.driveId === driveId);
  return tenant.pages
    .filter(({ siteId }) => siteId === library.siteId)
    .map((page) => ({
      id: `01PAGE${page.id}`,
      driveId,
      parentId: null,
      name: page.name,
      kind: 'file',
      content: new Uint8Array(),
      mimeType: 'text/html',
      author: page.author,
      createdAt: page.createdAt,
      modifiedAt: page.modifiedAt,
      contentVersion: page.version,
      version: page.version,
      changedAt: 0,
      sharedAt: 0,
      isDeleted: false,
      grants: page.grants,
    }));
}

/** Who is given access to an item: by its own grants, or those of the nearest above that has some. */
export function effectiveGrants(tenant: SampleTenant, item: SampleItem): SampleGrant[] {
  if (item.grants) return item.grants;
  const parent = tenant.items.find(
    ({ id, driveId }) => id === item.parentId && driveId === item.driveId,
  );
  return parent ? effectiveGrants(tenant, parent) : libraryGrants(tenant, item.driveId);
}

export function libraryGrants(tenant: SampleTenant, driveId: string): SampleGrant[] {
  const library = tenant.libraries.find(({ id }) => id === driveId);
  const site = tenant.sites.find(({ id }) => id === library?.siteId);
  return library?.grants ?? site?.grants ?? [];
}

/** The number of an item in its list, which never changes. */
export function listItemId(tenant: SampleTenant, item: SampleItem): number {
  const page = tenant.pages.findIndex(({ id }) => item.id === `01PAGE${id}`);
  if (page >= 0) return page + 1;
  return Number.parseInt(createHash('sha256').update(item.id).digest('hex').slice(0, 7), 16);
}

/** The id of the list that a library is. */
export function listIdOf({ id }: SampleLibrary): string {
  const hex = createHash('sha256').update(id).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

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

/** Place of the last change of all, of whatever kind. */
export function latestChange({ items }: SampleTenant): number {
  return items.reduce((most, one) => Math.max(most, one.changedAt, one.sharedAt), 0);
}
