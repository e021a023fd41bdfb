import type { z } from 'zod';
import { inChunks } from '../batches.ts';
import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import type { ConfluenceClient, Container, ContentEntry, ContentKind, Space } from './client.ts';
import { createCloudAccess } from './cloud-access.ts';
import { listCloudAttachments } from './cloud-attachments.ts';
import { COLLECTION, readCloudEntries } from './cloud-entries.ts';
import { fromV2, placeOf, withStorage } from './cloud-entry.ts';
import { type CloudList, createCloudList, searchPath, withCql } from './cloud-paging.ts';
import { toFound } from './found-item.ts';
import { isAttached } from './is-attached.ts';
import { currentOf, type List, mapList, readResults } from './list-page.ts';
import { orAbsent } from './or-absent.ts';
import { readRestriction } from './read-restriction.ts';
import { requireSame } from './require-same.ts';
import * as shapes from './shapes.ts';
import { toSpace } from './to-space.ts';

const LIST_LIMIT = 250;
/** Keys in one address, which must not get too long. */
const MOST_KEYS = 100;
const CONTAINERS: Record<string, string> = {
  folder: 'folders',
  whiteboard: 'whiteboards',
  database: 'databases',
  embed: 'embeds',
};

/**
 * Confluence Cloud: v2 for spaces and content, v1 for what v2 lacks.
 * @param base API base that ends in `/wiki`, of the site or of Atlassian's gateway
 */
export function createCloudClient(call: Call, base: URL): ConfluenceClient {
  const at = (path: string) => new URL(`${base.href.replace(/\/$/, '')}${path}`);
  const site: { webBase?: string | undefined } = {};
  const noteBase = (webBase: string | null | undefined) => {
    site.webBase ??= webBase ?? undefined;
  };
  const list = createCloudList(call, base, noteBase);
  const toEntry = (kind: ContentKind, spaceId = '') => {
    return (item: V2Content) => fromV2(item, { kind, webBase: site.webBase, spaceId });
  };

  return {
    edition: 'cloud',
    access: createCloudAccess({ call, list, at }),
    webBase: () => site.webBase,
    whoAmI: () => whoAmI(call, at('/rest/api/user/current')),
    listSpaces: (keys) => mapList(listSpaces(list, keys), toSpace),
    readSpace: (id) => readSpace(call, at, id),
    listContent: (space, kind) => {
      const path = `/api/v2/spaces/${space.id}/${COLLECTION[kind]}?status=current&limit=${LIST_LIMIT}`;
      return mapList(currentOf(list(path, shapes.v2ContentSchema)), toEntry(kind, space.id));
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
      // What fails together is asked for in halves at once.
      const { value } = await call.askLarge(url, shapes.listSchema);
      noteBase(value._links?.base);
      // What lacks something here is missing from the answer, and asked for alone.
      const { items } = readResults(value.results, shapes.v2ContentSchema);
      return items
        .filter(({ status }) => status === 'current')
        .map((item) => withStorage(toEntry(kind)(item), item));
    },
    readOne: async (entry) => {
      const item = await readOne({ call, at, entry });
      if (item?.status !== 'current') return undefined;
      return withStorage(toEntry(entry.kind, entry.spaceId)(item), item);
    },
    readRestriction: (id) => readRestriction(call, at(`/rest/api/content/${id}`).href, 'cloud'),
    search: (cql) => list(searchPath(cql), shapes.idOnlySchema),
    find: (cql) => mapList(list(searchPath(cql, 'version,container'), shapes.foundSchema), toFound),
    readEntries: (ids) => readCloudEntries({ call, list, at, webBase: () => site.webBase }, ids),
    listAttachments: (entry) =>
      listCloudAttachments(
        list,
        { entry, collection: COLLECTION[entry.kind], webBase: () => site.webBase },
        at,
      ),
    hasAttachment: async (itemId, id) => {
      const url = at(`/api/v2/attachments/${encodeURIComponent(id)}`);
      return isAttached(itemId, await orAbsent(call.get(url, shapes.attachedSchema)));
    },
    download: call.download,
    count: async (cql) =>
      (await call.get(withCql(at('/rest/api/search?limit=1'), cql), shapes.totalSchema)).totalSize,
    userNames: (ids) => userNames(call, at, ids),
  };
}

type At = (path: string) => URL;
type V2Content = z.output<typeof shapes.v2ContentSchema>;

async function whoAmI(call: Call, url: URL): Promise<string> {
  const user = await call.get(url, shapes.currentUserSchema);
  if (user.type === 'anonymous') {
    throw new SourceError(
      'invalid_credentials',
      'Confluence ignored the credentials and treats us as anonymous.',
    );
  }
  return user.displayName || user.publicName || 'unnamed account';
}

async function* listSpaces(
  list: CloudList,
  keys: readonly string[] | undefined,
): List<z.output<typeof shapes.spaceSchema>> {
  if (!keys) {
    yield* list(`/api/v2/spaces?limit=${LIST_LIMIT}&status=current`, shapes.spaceSchema);
    return;
  }
  for (const some of inChunks(keys, MOST_KEYS)) {
    const query = some.map((key) => `keys=${encodeURIComponent(key)}`).join('&');
    yield* list(`/api/v2/spaces?limit=${LIST_LIMIT}&${query}`, shapes.spaceSchema);
  }
}

async function readSpace(call: Call, at: At, id: string): Promise<Space | undefined> {
  const url = at(`/api/v2/spaces/${encodeURIComponent(id)}`);
  const space = await orAbsent(call.get(url, shapes.spaceSchema));
  return space && toSpace(space);
}

async function readOne({ call, at, entry }: { call: Call; at: At; entry: ContentEntry }) {
  const url = at(`/api/v2/${COLLECTION[entry.kind]}/${entry.id}?body-format=storage`);
  const item = await orAbsent(call.get(url, shapes.v2ContentSchema));
  if (item) requireSame(entry.id, item.id);
  return item;
}

async function readContainer(
  call: Call,
  at: At,
  { type, id }: { type: string; id: string },
): Promise<Container | undefined> {
  const collection = CONTAINERS[type];
  if (!collection) return undefined;
  const url = at(`/api/v2/${collection}/${encodeURIComponent(id)}`);
  const container = await call.get(url, shapes.v2ContainerSchema);
  return { id, title: container.title ?? '', ...placeOf(container) };
}

async function userNames(call: Call, at: At, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const accountIds of inChunks(ids, LIST_LIMIT)) {
    const found = await call.post(at('/api/v2/users-bulk'), shapes.usersBulkSchema, { accountIds });
    for (const user of found.results) {
      const name = user?.displayName || user?.publicName;
      if (user?.accountId && name) names.set(user.accountId, name);
    }
  }
  return names;
}
