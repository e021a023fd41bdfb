import type { ReadRestriction } from './access.ts';
import type { AccessClient } from './access-client.ts';
import type { List } from './list-page.ts';

/** The two editions of Confluence behind one interface. */

export type Space = { id: string; key: string; name: string; type: string; status: string };

export type ContentKind = 'page' | 'blogpost';

/** What a listing tells of a page or blog post, without its body. */
export type ContentEntry = {
  id: string;
  kind: ContentKind;
  title: string;
  /** Empty where it is not told. */
  spaceId: string;
  parentId: string | null;
  /** `page`, or `folder`, `whiteboard`… which are in no listing. */
  parentType?: string | null;
  /** The pages above, innermost first, where the listing has them (Data Center). */
  ancestors?: { id: string; title: string }[];
  /** What it stands in is not told, so nobody knows whose restrictions hold for it. */
  hasUnknownPlace?: true;
  version: number;
  updatedAt: string | null;
  createdAt: string | null;
  /** Account id (Cloud) or name (Data Center). */
  author: string | null;
  url: string | null;
};

export type ContentWithBody = ContentEntry & { storage: string | null };

/** What pages may stand in: a folder, a whiteboard, another page. */
export type Container = Pick<
  ContentEntry,
  'id' | 'title' | 'parentId' | 'parentType' | 'ancestors' | 'hasUnknownPlace'
>;

/** What the search tells of an item that it found, which may be less than what is true by now. */
export type FoundItem = {
  id: string;
  /** `page`, `blogpost` or `attachment`. */
  type: string;
  /** What an attachment is attached to. */
  containerId: string | null;
  version: number;
  updatedAt: string | null;
};

/** A file attached to a page or blog post. */
export type Attachment = {
  id: string;
  /** Empty where it is not told. */
  title: string;
  isCurrent: boolean;
  mediaType: string | null;
  /** Bytes; null where it is not told. */
  size: number | null;
  version: number;
  author: string | null;
  createdAt: string | null;
  updatedAt: string | null;
  url: string | null;
  /** Where its content is, for `download`; null where it is not told. */
  content: URL | null;
};

export type ConfluenceClient = {
  edition: 'cloud' | 'data_center';
  access: AccessClient;
  /** Address for browsers, known after the first listing. */
  webBase: () => string | undefined;
  /** Name of the account. Throws when nobody is signed in. */
  whoAmI: () => Promise<string>;
  /** Spaces that are current; with `keys` exactly those, archived ones too. */
  listSpaces: (keys?: readonly string[]) => List<Space>;
  /** The space of an id that another call told of; undefined when it is not there. */
  readSpace: (id: string) => Promise<Space | undefined>;
  /** Everything current of one kind in a space. */
  listContent: (space: Space, kind: ContentKind) => List<ContentEntry>;
  /** A folder or the like above a page. Throws when it is out of sight. */
  readContainer: (type: string, id: string) => Promise<Container | undefined>;
  /** How many bodies one call can bring. */
  bodiesInOneCall: number;
  /** Bodies in storage format, where several come in one call; what is not there is missing. */
  readBodies?: (entries: readonly ContentEntry[]) => Promise<ContentWithBody[]>;
  /** One item, or undefined when it is gone or out of sight. */
  readOne: (entry: ContentEntry) => Promise<ContentWithBody | undefined>;
  /** Who alone may read one item, as set on that item itself; null: no restriction. */
  readRestriction: (id: string) => Promise<ReadRestriction>;
  /** Ids of what a CQL query finds. */
  search: (cql: string) => List<{ id: string }>;
  /** What a CQL query finds, with versions. */
  find: (cql: string) => List<FoundItem>;
  /** Current pages and blog posts of these ids; what is gone or out of sight is missing. */
  readEntries: (ids: readonly string[]) => Promise<ContentEntry[]>;
  /** All files of an item. */
  listAttachments: (entry: ContentEntry) => List<Attachment>;
  /** Whether an item has a current file of this id, whatever its list says; one that is moved has gone. */
  hasAttachment: (itemId: string, id: string) => Promise<boolean>;
  /** The content of a file. The credentials never go along to another host. */
  download: (content: URL, maxBytes: number) => Promise<Uint8Array>;
  /** How much a CQL query finds, by the search index, which lags behind. */
  count: (cql: string) => Promise<number>;
  /** Display names of account ids or user keys; whoever cannot be looked up is missing. */
  userNames: (ids: readonly string[]) => Promise<Map<string, string>>;
};
