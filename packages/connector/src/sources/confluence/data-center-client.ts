import type { z } from 'zod';
import { inParallel } from '../batches.ts';
import { SourceError } from '../source.ts';
import type { Call } from './call-confluence.ts';
import type { ConfluenceClient, ContentEntry, ContentKind } from './client.ts';
import { quoted } from './cql.ts';
import { listDataCenterAttachments } from './data-center-attachments.ts';
import { toFound } from './found-item.ts';
import { createLoopGuard } from './paging.ts';
import { toRestriction } from './read-restriction.ts';
import * as shapes from './shapes.ts';

const LIST_LIMIT = 100;
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

  /** `limit` is capped silently and `start` in `next` under-counted: count what came, trust only whether there is a next. */
  async function* list<T extends z.ZodType<{ id: string }>>(
    url: URL,
    item: T,
  ): AsyncIterable<z.output<T>[]> {
    const schema = shapes.v1PageOf(item);
    const guard = createLoopGuard();
    for (let start = 0; ; ) {
      url.searchParams.set('start', String(start));
      url.searchParams.set('limit', String(LIST_LIMIT));
      const page = await call.get(url, schema);
      site.webBase = page._links.base ?? site.webBase;
      if (page.results.length > 0) {
        guard(page.results[0]?.id ?? '');
        yield page.results as z.output<T>[];
      }
      start += page.results.length;
      if (!page._links.next || page.results.length === 0) return;
    }
  }

  const read = (id: string, expand: string) => readOne(call, at(`/content/${id}?expand=${expand}`));
  const readWithBody = async (entry: ContentEntry) => {
    const item = await read(entry.id, `${ENTRY_PARTS},body.storage`);
    if (item?.status !== 'current') return undefined;
    return {
      ...fromV1(item, entry.kind, site.webBase),
      storage: item.body?.storage?.value ?? null,
    };
  };

  return {
    edition: 'data_center',
    webBase: () => site.webBase,
    whoAmI: () => whoAmI(call, at('/user/current')),
    listSpaces: (keys) => {
      const url = at(keys ? '/space' : '/space?status=current');
      for (const key of keys ?? []) url.searchParams.append('spaceKey', key);
      return list(url, shapes.v1SpaceSchema);
    },
    listContent: async function* (space, kind) {
      // By creation and not by change: a page that is edited meanwhile keeps its place in the list.
      // No `status` in it, which Data Center refuses; what is not current is not in the index.
      const url = at(`/content/search?expand=${ENTRY_PARTS}`);
      url.searchParams.set(
        'cql',
        `space = ${quoted(space.key)} and type = ${kind} order by created asc`,
      );
      for await (const items of list(url, shapes.v1ContentSchema)) {
        yield items.map((item) => fromV1(item, kind, site.webBase, space.id));
      }
    },
    // Data Center sends all ancestors along, and has no folders.
    readContainer: async () => undefined,
    bodiesInOneCall: 1,
    readBodies: async (entries) => {
      const found = await inParallel(entries, PARALLEL_READS, readWithBody);
      return found.filter((item) => item !== undefined);
    },
    readOne: readWithBody,
    readView: async (entry) => (await read(entry.id, 'body.view'))?.body?.view?.value,
    readRestriction: async (id) =>
      toRestriction(
        await call.get(
          at(
            `/content/${id}/restriction/byOperation/read?expand=restrictions.user,restrictions.group`,
          ),
          shapes.restrictionSchema,
        ),
      ),
    search: async function* (cql) {
      const url = at('/content/search');
      url.searchParams.set('cql', cql);
      for await (const items of list(url, shapes.idOnlySchema)) yield items.map(({ id }) => id);
    },
    find: async function* (cql) {
      const url = at('/content/search?expand=version,container');
      url.searchParams.set('cql', cql);
      for await (const items of list(url, shapes.foundSchema)) yield items.map(toFound);
    },
    readEntries: async (ids) => {
      const found = await inParallel(ids, PARALLEL_READS, (id) => read(id, ENTRY_PARTS));
      return found
        .filter((item) => item?.status === 'current')
        .filter((item) => item !== undefined)
        .map((item) => fromV1(item, item.type === 'blogpost' ? 'blogpost' : 'page', site.webBase));
    },
    listAttachments: (entry) =>
      listDataCenterAttachments(list, { entry, root, webBase: () => site.webBase }),
    download: ({ content }, maxBytes) => call.download(content, maxBytes),
    count: async (cql) => {
      const url = at('/search?limit=1');
      url.searchParams.set('cql', cql);
      return (await call.get(url, shapes.totalSchema)).totalSize;
    },
    // Answers of v1 bring the names along.
    userNames: async () => new Map(),
  };
}

async function whoAmI(call: Call, url: URL): Promise<string> {
  const user = await call.get(url, shapes.currentUserSchema);
  if (user.type !== 'known') {
    throw new SourceError(
      'invalid_credentials',
      'Confluence ignored the credentials and treats us as anonymous.',
    );
  }
  return user.displayName || user.username || 'unnamed account';
}

async function readOne(call: Call, url: URL) {
  try {
    return await call.get(url, shapes.v1ContentSchema);
  } catch (error) {
    // 403 is how Data Center says of one item that it is out of sight.
    const isHidden =
      error instanceof SourceError &&
      (error.code === 'not_found' || error.code === 'insufficient_permissions');
    if (isHidden) return undefined;
    throw error;
  }
}

function fromV1(
  item: z.output<typeof shapes.v1ContentSchema>,
  kind: ContentKind,
  webBase: string,
  spaceId = '',
): ContentEntry {
  const webui = item._links?.webui;
  return {
    id: item.id,
    kind,
    title: item.title,
    spaceId: item.space?.id ?? spaceId,
    parentId: item.ancestors?.at(-1)?.id ?? null,
    ancestors: (item.ancestors ?? []).map((ancestor) => ancestor.title),
    ancestorIds: (item.ancestors ?? []).map((ancestor) => ancestor.id).toReversed(),
    version: item.version?.number ?? 0,
    updatedAt: item.version?.when ?? null,
    createdAt: item.history?.createdDate ?? null,
    author: item.version?.by?.displayName ?? item.history?.createdBy?.displayName ?? null,
    url: webui ? `${item._links?.base ?? webBase}${webui}` : null,
  };
}
