import type {
  SampleAccount,
  SampleAssignment,
  SamplePermission,
  SiteAccess,
} from './site-access.ts';

/** The content of one sample site, as plain values that tests may change at any time. */
export type SampleSpace = {
  id: string;
  key: string;
  name: string;
  type: 'global' | 'personal';
  status: 'current' | 'archived' | 'trashed';
  /** The service account cannot see it. */
  isRestricted: boolean;
  permissions: SamplePermission[];
  /** Cloud: roles that are given in this space. */
  assignments: SampleAssignment[];
};

export type SampleUser = { accountId: string; name: string };

export type SampleContent = {
  id: string;
  /**
   * A folder or a whiteboard has no body here and is in no list; pages may stand in it. The parent of an attachment is
   * what it is attached to.
   */
  type: 'page' | 'blogpost' | 'folder' | 'whiteboard' | 'attachment';
  status: 'current' | 'archived' | 'trashed';
  title: string;
  spaceId: string;
  parentId: string | null;
  author: SampleUser;
  createdAt: string;
  version: { number: number; createdAt: string; author: SampleUser };
  labels: string[];
  /** Storage format. */
  body: string;
  /** Who alone may read it; `groups` by their ids, of which some may not exist any more. */
  readers: { users: SampleUser[]; groups: string[] } | null;
  /** Of an attachment. `size` claims another size than it has. */
  file?: { mediaType: string; bytes: Uint8Array; size?: number };
};

export type SampleSite = SiteAccess & {
  spaces: SampleSpace[];
  content: SampleContent[];
  users: SampleAccount[];
};
