/** The two editions of Confluence behind one interface. */

export type Space = { id: string; key: string; name: string; type: string; status: string };

export type ContentKind = 'page' | 'blogpost';

/** What a listing tells of a page or blog post, without its body. */
export type ContentEntry = {
  id: string;
  kind: ContentKind;
  title: string;
  spaceId: string;
  parentId: string | null;
  /** `page`, or `folder`, `whiteboard`… which are in no listing. */
  parentType?: string | null;
  /** Titles of the pages above, outermost first, where the listing has them (Data Center). */
  ancestors?: string[];
  version: number;
  updatedAt: string | null;
  createdAt: string | null;
  /** Account id (Cloud) or name (Data Center). */
  author: string | null;
  url: string | null;
};

export type ContentWithBody = ContentEntry & { storage: string | null };

/** What pages may stand in without its being a page: a folder, a whiteboard. */
export type Container = {
  id: string;
  title: string;
  parentId: string | null;
  parentType: string | null;
};

export type ReadRestriction = { users: string[]; groups: string[] } | null;

export type ConfluenceClient = {
  edition: 'cloud' | 'data_center';
  /** Address for browsers, known after the first listing. */
  webBase: () => string | undefined;
  /** Name of the account. Throws when nobody is signed in. */
  whoAmI: () => Promise<string>;
  /** Spaces that are current; with `keys` exactly those, archived ones too. */
  listSpaces: (keys?: readonly string[]) => AsyncIterable<Space[]>;
  /** Everything current of one kind in a space. Ends normally only when it was complete. */
  listContent: (space: Space, kind: ContentKind) => AsyncIterable<ContentEntry[]>;
  /** A folder or the like above a page; undefined when it cannot be read. */
  readContainer: (type: string, id: string) => Promise<Container | undefined>;
  /** How many bodies one call can bring. */
  bodiesInOneCall: number;
  /** Bodies in storage format. What is not there any more is missing from the answer. */
  readBodies: (entries: readonly ContentEntry[]) => Promise<ContentWithBody[]>;
  /** One item, or undefined when it is gone or out of sight. */
  readOne: (entry: ContentEntry) => Promise<ContentWithBody | undefined>;
  /** The HTML that Confluence itself shows, with included pages filled in. */
  readView: (entry: ContentEntry) => Promise<string | undefined>;
  /** Who alone may read one item, as set on that item itself; null: no restriction. */
  readRestriction: (id: string) => Promise<ReadRestriction>;
  /** Ids of what a CQL query finds. */
  search: (cql: string) => AsyncIterable<string[]>;
  /** How much a CQL query finds, by the search index, which lags behind. */
  count: (cql: string) => Promise<number>;
  /** Display names of account ids; whoever cannot be looked up is missing. */
  userNames: (ids: readonly string[]) => Promise<Map<string, string>>;
};
