import type { z } from 'zod';
import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import type { ConfluenceClient, ContentEntry, ContentKind } from './client.ts';
import { createLoopGuard } from './paging.ts';
import { toRestriction } from './read-restriction.ts';
import * as shapes from './shapes.ts';

const LIST_LIMIT = 250;
/** Items of one list call shrink to this when the server answers 5xx. */
const SMALLEST_LIMIT = 5;
const CONTAINERS: Record<string, string> = {
  folder: 'folders',
  whiteboard: 'whiteboards',
  database: 'databases',
  embed: 'embeds',
};
/** How Confluence says that something is out of sight, or not covered by the token's scopes. */
const HIDDEN: readonly string[] = ['not_found', 'insufficient_permissions', 'invalid_credentials'];
const COLLECTION: Record<ContentKind, string> = { page: 'pages', blogpost: 'blogposts' };

/**
 * Confluence Cloud: v2 for spaces and content, v1 for what v2 lacks.
 * @param base API base that ends in `/wiki`, of the site or of Atlassian's gateway
 */
export function createCloudClient(call: Call, base: URL): ConfluenceClient {
  const at = (path: string) => new URL(`${base.href.replace(/\/$/, '')}${path}`);
  const site: { webBase?: string | undefined } = {};

  async function* list<T extends z.ZodType>(path: string, item: T): AsyncIterable<z.output<T>[]> {
    const guard = createLoopGuard();
    const schema = shapes.v2PageOf(item);
    let url: URL | undefined = at(path);
    while (url) {
      guard(url.href);
      const shrunk: { page: z.output<typeof schema>; limit: number } = await getShrinking(
        call,
        url,
        schema,
      );
      const { page, limit } = shrunk;
      site.webBase ??= page._links.base;
      if (page.results.length > 0) yield page.results;
      url = page.results.length > 0 ? nextUrl(base, page._links.next, limit) : undefined;
    }
  }

  const toEntry = (kind: ContentKind) => (item: z.output<typeof shapes.v2ContentSchema>) =>
    fromV2(item, kind, site.webBase);

  return {
    edition: 'cloud',
    webBase: () => site.webBase,
    whoAmI: async () => {
      const user = await call.get(at('/rest/api/user/current'), shapes.currentUserSchema);
      if (user.type === 'anonymous') throw notSignedIn();
      return user.displayName || user.publicName || 'unnamed account';
    },
    listSpaces: (keys) => listSpaces(list, keys),
    listContent: async function* (space, kind) {
      const path = `/api/v2/spaces/${space.id}/${COLLECTION[kind]}?status=current&limit=${LIST_LIMIT}`;
      for await (const items of list(path, shapes.v2ContentSchema)) yield items.map(toEntry(kind));
    },
    readContainer: (type, id) => readContainer(call, at, { type, id }),
    bodiesInOneCall: 50,
    readBodies: async (entries) => {
      const kind = entries[0]?.kind ?? 'page';
      const url = at(`/api/v2/${COLLECTION[kind]}`);
      for (const entry of entries) url.searchParams.append('id', entry.id);
      url.searchParams.set('status', 'current');
      url.searchParams.set('limit', String(entries.length));
      url.searchParams.set('body-format', 'storage');
      // What fails alone is worth some patience; what fails together is asked for in halves at once.
      const get = entries.length === 1 ? call.get : call.getLarge;
      const page = await get(url, shapes.v2PageOf(shapes.v2ContentSchema));
      site.webBase ??= page._links.base;
      return page.results.map((item) => ({ ...toEntry(kind)(item), storage: storageOf(item) }));
    },
    readOne: async (entry) => {
      const item = await readOne(call, at, { entry, format: 'storage' });
      if (item?.status !== 'current') return undefined;
      return { ...toEntry(entry.kind)(item), storage: storageOf(item) };
    },
    readView: async (entry) =>
      (await readOne(call, at, { entry, format: 'view' }))?.body?.view?.value,
    readRestriction: async (id) =>
      toRestriction(
        await call.get(
          at(
            `/rest/api/content/${id}/restriction/byOperation/read?expand=restrictions.user,restrictions.group`,
          ),
          shapes.restrictionSchema,
        ),
      ),
    search: (cql) => search(call, at, base, cql),
    count: async (cql) =>
      (await call.get(withCql(at('/rest/api/search?limit=1'), cql), shapes.totalSchema)).totalSize,
    userNames: (ids) => userNames(call, at, ids),
  };
}

type At = (path: string) => URL;

async function* listSpaces(
  list: (
    path: string,
    item: typeof shapes.v2SpaceSchema,
  ) => AsyncIterable<z.output<typeof shapes.v2SpaceSchema>[]>,
  keys: readonly string[] | undefined,
) {
  if (!keys) {
    yield* list(`/api/v2/spaces?limit=${LIST_LIMIT}&status=current`, shapes.v2SpaceSchema);
    return;
  }
  for (let start = 0; start < keys.length; start += 100) {
    const query = keys.slice(start, start + 100).map((key) => `keys=${encodeURIComponent(key)}`);
    yield* list(`/api/v2/spaces?limit=${LIST_LIMIT}&${query.join('&')}`, shapes.v2SpaceSchema);
  }
}

async function readOne(
  call: Call,
  at: At,
  wanted: { entry: ContentEntry; format: 'storage' | 'view' },
) {
  const { entry, format } = wanted;
  const url = at(`/api/v2/${COLLECTION[entry.kind]}/${entry.id}?body-format=${format}`);
  try {
    return await call.get(url, shapes.v2ContentSchema);
  } catch (error) {
    if (error instanceof SourceError && error.code === 'not_found') return undefined;
    throw error;
  }
}

async function readContainer(call: Call, at: At, wanted: { type: string; id: string }) {
  const collection = CONTAINERS[wanted.type];
  if (!collection) return undefined;
  try {
    const url = at(`/api/v2/${collection}/${wanted.id}`);
    const { id, title, parentId, parentType } = await call.get(url, shapes.v2ContainerSchema);
    return { id, title: title ?? '', parentId: parentId ?? null, parentType: parentType ?? null };
  } catch (error) {
    const isHidden = error instanceof SourceError && HIDDEN.includes(error.code);
    if (isHidden) return undefined;
    throw error;
  }
}

async function* search(call: Call, at: At, base: URL, cql: string): AsyncIterable<string[]> {
  const guard = createLoopGuard();
  let url: URL | undefined = withCql(at('/rest/api/content/search?limit=100'), cql);
  while (url) {
    guard(url.href);
    const page: { results: { id: string }[]; _links: { next?: string | undefined } } =
      await call.get(url, shapes.v1PageOf(shapes.idOnlySchema));
    yield page.results.map(({ id }) => id);
    url = page.results.length > 0 ? nextUrl(base, page._links.next) : undefined;
  }
}

async function userNames(call: Call, at: At, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (let start = 0; start < ids.length; start += 250) {
    const accountIds = ids.slice(start, start + 250);
    const found = await call.post(at('/api/v2/users-bulk'), shapes.usersBulkSchema, { accountIds });
    for (const user of found.results) {
      const name = user.displayName || user.publicName;
      if (name) names.set(user.accountId, name);
    }
  }
  return names;
}

/** Halves `limit` as long as the server fails over the size of a page. */
async function getShrinking<T extends z.ZodType>(call: Call, url: URL, schema: T) {
  const from = Number(url.searchParams.get('limit')) || LIST_LIMIT;
  for (let limit = from; ; limit = Math.max(SMALLEST_LIMIT, Math.floor(limit / 2))) {
    const asked = limit === from ? url : withLimit(url, limit);
    const isSmallest = limit <= SMALLEST_LIMIT;
    try {
      const page = await (isSmallest ? call.get : call.getLarge)(asked, schema);
      return { page, limit };
    } catch (error) {
      const mayShrink = error instanceof SourceError && error.code === 'upstream_error';
      if (!mayShrink || isSmallest) throw error;
    }
  }
}

/**
 * `next` is relative, with `/wiki` (v2) or without (v1), and never has the gateway's prefix. Its
 * query stays as it is: a cursor holds `+`, and one written anew would lead to page 1 again.
 */
export function nextUrl(base: URL, next: string | undefined, limit?: number): URL | undefined {
  if (!next) return undefined;
  const relative = next.replace(/^https?:\/\/[^/]+/, '').replace(/^\/ex\/confluence\/[^/]+/, '');
  const url = new URL(`${base.href.replace(/\/$/, '')}${relative.replace(/^\/wiki(?=\/)/, '')}`);
  return limit === undefined ? url : withLimit(url, limit);
}

function withLimit(url: URL, limit: number): URL {
  const changed = new URL(url);
  changed.search = url.search.replace(/([?&]limit=)\d+/, `$1${limit}`);
  return changed;
}

function withCql(url: URL, cql: string): URL {
  url.searchParams.set('cql', cql);
  return url;
}

function storageOf(item: z.output<typeof shapes.v2ContentSchema>): string | null {
  return item.body?.storage?.value ?? null;
}

function fromV2(
  item: z.output<typeof shapes.v2ContentSchema>,
  kind: ContentKind,
  webBase: string | undefined,
): ContentEntry {
  const base = item._links?.base ?? webBase;
  const webui = item._links?.webui;
  return {
    id: item.id,
    kind,
    title: item.title,
    spaceId: item.spaceId,
    parentId: item.parentId ?? null,
    parentType: item.parentType ?? null,
    version: item.version.number,
    updatedAt: item.version.createdAt ?? null,
    createdAt: item.createdAt ?? null,
    author: item.version.authorId ?? item.authorId ?? null,
    url: base && webui ? `${base}${webui}` : null,
  };
}

function notSignedIn(): SourceError {
  return new SourceError(
    'invalid_credentials',
    'Confluence ignored the credentials and treats us as anonymous.',
  );
}
