import type { z } from 'zod';
import { inChunks } from '../batches.ts';
import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import type { ConfluenceClient, ContentEntry, ContentKind } from './client.ts';
import { listCloudAttachments } from './cloud-attachments.ts';
import { type CloudList, createCloudList, searchCloud, withCql } from './cloud-paging.ts';
import { toFound } from './found-item.ts';
import { toRestriction } from './read-restriction.ts';
import * as shapes from './shapes.ts';

const LIST_LIMIT = 250;
/** Ids in one address, which would get too long with the 250 that are allowed. */
const MOST_IDS = 100;
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

  const list = createCloudList(call, base, (webBase) => {
    site.webBase ??= webBase;
  });
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
    search: async function* (cql) {
      const found = searchCloud(call, base, { cql, item: shapes.idOnlySchema });
      for await (const items of found) yield items.map(({ id }) => id);
    },
    find: async function* (cql) {
      const asked = { cql, expand: 'version,container', item: shapes.foundSchema };
      for await (const items of searchCloud(call, base, asked)) yield items.map(toFound);
    },
    readEntries: async (ids) => {
      const pages = await readListed(list, 'pages', ids);
      const found = new Set(pages.map(({ id }) => id));
      const rest = ids.filter((id) => !found.has(id));
      const posts = await readListed(list, 'blogposts', rest);
      return [...pages.map(toEntry('page')), ...posts.map(toEntry('blogpost'))];
    },
    listAttachments: (entry) =>
      listCloudAttachments(
        list,
        { entry, collection: COLLECTION[entry.kind], webBase: () => site.webBase },
        at,
      ),
    download: ({ content }, maxBytes) => call.download(content, maxBytes),
    count: async (cql) =>
      (await call.get(withCql(at('/rest/api/search?limit=1'), cql), shapes.totalSchema)).totalSize,
    userNames: (ids) => userNames(call, at, ids),
  };
}

type At = (path: string) => URL;

async function readListed(list: CloudList, collection: string, ids: readonly string[]) {
  const found: z.output<typeof shapes.v2ContentSchema>[] = [];
  for (const some of inChunks(ids, MOST_IDS)) {
    const query = some.map((id) => `id=${encodeURIComponent(id)}`).join('&');
    const path = `/api/v2/${collection}?status=current&limit=${MOST_IDS}&${query}`;
    for await (const items of list(path, shapes.v2ContentSchema)) found.push(...items);
  }
  return found;
}

async function* listSpaces(list: CloudList, keys: readonly string[] | undefined) {
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
