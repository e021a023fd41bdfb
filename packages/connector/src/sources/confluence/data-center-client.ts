import type { z } from 'zod';
import { inParallel } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import type { ConfluenceClient, ContentEntry, Space } from './client.ts';
import { quoted } from './cql.ts';
import { createDataCenterAccess } from './data-center-access.ts';
import { listDataCenterAttachments } from './data-center-attachments.ts';
import { fromV1, kindOf, withStorage } from './data-center-entry.ts';
import { createDataCenterList } from './data-center-paging.ts';
import { toFound } from './found-item.ts';
import { isAttached } from './is-attached.ts';
import { currentOf, mapList } from './list-page.ts';
import { orAbsent } from './or-absent.ts';
import { readRestriction } from './read-restriction.ts';
import { requireSame } from './require-same.ts';
import * as shapes from './shapes.ts';
import { toSpace } from './to-space.ts';

const ENTRY_PARTS = 'version,space,ancestors,history';
const PARALLEL_READS = 4;

/**
 * Confluence Data Center and Server: the v1 API.
 * @param base configured address, with its context path
 */
export function createDataCenterClient(call: Call, base: URL): ConfluenceClient {
  const root = base.href.replace(/\/$/, '');
  const at = (path: string) => new URL(`${root}/rest/api${path}`);
  const site: { webBase: string } = { webBase: root };
  const spaceKeys = new Map<string, string>();
  const list = createDataCenterList(call, (webBase) => {
    site.webBase = webBase ?? site.webBase;
  });
  const read = (id: string, expand: string) =>
    readOne(call, at(`/content/${id}?expand=${expand}`), shapes.v1ContentSchema);
  const readWithBody = async (entry: ContentEntry) => {
    const item = await read(entry.id, `${ENTRY_PARTS},body.storage`);
    if (item?.status !== 'current') return undefined;
    requireSame(entry.id, item.id);
    const place = { kind: entry.kind, webBase: site.webBase, spaceId: entry.spaceId };
    return withStorage(fromV1(item, place), item);
  };
  const searched = (cql: string, expand?: string) => {
    const url = at('/content/search');
    if (expand) url.searchParams.set('expand', expand);
    url.searchParams.set('cql', cql);
    return url;
  };

  return {
    edition: 'data_center',
    access: createDataCenterAccess({ call, list, at }),
    webBase: () => site.webBase,
    whoAmI: () => whoAmI(call, at('/user/current')),
    listSpaces: (keys) => {
      const url = at(keys ? '/space' : '/space?status=current');
      for (const key of keys ?? []) url.searchParams.append('spaceKey', key);
      return mapList(list(url, shapes.spaceSchema), toSpace);
    },
    readSpace: (id) => readSpace(call, at, spaceKeys.get(id)),
    listContent: (space, kind) => {
      // By creation and not by change: a page that is edited meanwhile keeps its place in the list.
      // No `status` in it, which Data Center refuses; what is not current is not in the index.
      const cql = `space = ${quoted(space.key)} and type = ${kind} order by created asc`;
      const listed = currentOf(list(searched(cql, ENTRY_PARTS), shapes.v1ContentSchema));
      return mapList(listed, (item) =>
        fromV1(item, { kind, webBase: site.webBase, spaceId: space.id }),
      );
    },
    // Data Center sends all ancestors along, and has no folders.
    readContainer: async () => undefined,
    bodiesInOneCall: 1,
    readOne: readWithBody,
    readRestriction: (id) => readRestriction(call, at(`/content/${id}`).href, 'data_center'),
    search: (cql) => list(searched(cql), shapes.idOnlySchema),
    find: (cql) => mapList(list(searched(cql, 'version,container'), shapes.foundSchema), toFound),
    readEntries: async (ids) => {
      const found = await inParallel(ids, PARALLEL_READS, (id) => read(id, ENTRY_PARTS));
      return found
        .filter((item) => item !== undefined)
        .filter(({ status }) => status === 'current')
        .flatMap((item) => {
          if (item.space?.key) spaceKeys.set(item.space.id, item.space.key);
          const kind = kindOf(item);
          return kind ? [fromV1(item, { kind, webBase: site.webBase })] : [];
        });
    },
    listAttachments: (entry) =>
      listDataCenterAttachments(list, { entry, root, webBase: () => site.webBase }),
    hasAttachment: async (itemId, id) => {
      const url = at(`/content/${id}?expand=container`);
      return isAttached(itemId, await orHidden(call.get(url, shapes.attachedSchema)));
    },
    download: call.download,
    count: async (cql) => {
      const url = at('/search?limit=1');
      url.searchParams.set('cql', cql);
      return (await call.get(url, shapes.totalSchema)).totalSize;
    },
    // Answers of v1 bring the names of authors along; people in texts stand there with their keys.
    userNames: async (keys) => {
      const found = await inParallel(keys, PARALLEL_READS, (key) => nameOf(call, at, key));
      return new Map(found.filter((one) => one !== undefined));
    },
  };
}

type At = (path: string) => URL;

async function whoAmI(call: Call, url: URL): Promise<string> {
  const user = await call.get(url, shapes.currentUserSchema);
  // Wrong credentials are ignored by some, with 200: only a name proves that they were not.
  const name = user.displayName || user.username;
  if (user.type === 'anonymous' || (user.type !== 'known' && !user.username)) {
    throw new SourceError(
      'invalid_credentials',
      'Confluence ignored the credentials and treats us as anonymous.',
    );
  }
  return name || 'unnamed account';
}

function readOne<T extends z.ZodType>(call: Call, url: URL, schema: T) {
  return orHidden(call.get(url, schema));
}

async function readSpace(call: Call, at: At, key: string | undefined): Promise<Space | undefined> {
  if (key === undefined) return undefined;
  const url = at(`/space/${encodeURIComponent(key)}`);
  const space = await orHidden(call.get(url, shapes.spaceSchema));
  return space && toSpace(space);
}

async function nameOf(call: Call, at: At, key: string): Promise<[string, string] | undefined> {
  const url = at(`/user?key=${encodeURIComponent(key)}`);
  const user = await call.get(url, shapes.currentUserSchema).catch((error: unknown) => {
    if (failsAlone(error)) return undefined;
    throw error;
  });
  const name = user?.displayName || user?.username;
  return name ? [key, name] : undefined;
}

/** 403 is how Data Center says of one item that it is out of sight. */
function orHidden<T>(asked: Promise<T>): Promise<T | undefined> {
  return orAbsent(asked, ['not_found', 'insufficient_permissions']);
}
