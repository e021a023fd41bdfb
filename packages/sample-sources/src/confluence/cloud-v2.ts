import { v2Attachments } from './attachments.ts';
import { listParameter, nextQuery, type Slice, sliceByCursor } from './paging.ts';
import { v2Problem } from './refusals.ts';
import {
  type Call,
  findContent,
  findVisible,
  ok,
  type Reply,
  type ServerContext,
  visibleAmong,
  visibleContent,
  visibleSpaces,
  webPath,
} from './server-context.ts';
import type { SampleContent, SampleSpace } from './site.ts';
import { storageToView } from './storage-to-view.ts';

/** The v2 API of Confluence Cloud. */
export function answerV2(context: ServerContext, call: Call): Reply {
  const path = call.path.slice('/api/v2'.length);
  if (path === '/users-bulk' && call.method === 'POST') return usersBulk(context, call.body);
  if (path === '/spaces') return listSpaces(context, call);
  const inSpace = /^\/spaces\/(\d+)(?:\/(pages|blogposts|permissions))?$/.exec(path);
  if (inSpace?.[1]) return aboutSpace(context, call, { id: inSpace[1], what: inSpace[2] });
  const kind = /^\/(pages|blogposts)$/.exec(path)?.[1];
  if (kind) return listContent(context, call, { kind, spaceIds: call.query.getAll('space-id') });
  const folder = /^\/folders\/(\d+)$/.exec(path)?.[1];
  if (folder) return aboutFolder(context, folder);
  const one = /^\/(pages|blogposts)\/(\d+)(?:\/(labels|attachments))?$/.exec(path);
  if (one?.[1] && one[2]) return aboutContent(context, call, { id: one[2], what: one[3] });
  return v2Problem(404, 'NOT_FOUND', 'Not Found');
}

function listSpaces(context: ServerContext, call: Call): Reply {
  const keys = listParameter(call.query, 'keys');
  const ids = listParameter(call.query, 'ids');
  const type = call.query.get('type');
  const status = call.query.get('status');
  const spaces = visibleSpaces(context)
    .filter((space) => keys.length === 0 || keys.includes(space.key))
    .filter((space) => ids.length === 0 || ids.includes(space.id))
    .filter((space) => !type || space.type === type)
    .filter((space) => !status || space.status === status);
  const slice = sliceByCursor(spaces, call.query, context);
  return envelope(context, call, { ...slice, items: slice.items.map(toSpace) });
}

function aboutSpace(
  context: ServerContext,
  call: Call,
  wanted: { id: string; what: string | undefined },
): Reply {
  const space = visibleSpaces(context).find((candidate) => candidate.id === wanted.id);
  if (!space) return v2Problem(404, 'NOT_FOUND', 'Space not found');
  if (!wanted.what) return ok(toSpace(space));
  if (wanted.what !== 'permissions') {
    return listContent(context, call, { kind: wanted.what, spaceIds: [space.id] });
  }
  const permissions = context.site.users.map((user, index) => ({
    id: String(900 + index),
    principal: { type: 'user', id: user.accountId },
    operation: { key: 'read', targetType: 'space' },
  }));
  return envelope(context, call, sliceByCursor(permissions, call.query, context));
}

function listContent(
  context: ServerContext,
  call: Call,
  wanted: { kind: string; spaceIds: string[] },
): Reply {
  const format = call.query.get('body-format');
  if (format && format !== 'storage' && format !== 'atlas_doc_format') {
    return v2Problem(
      400,
      'INVALID_REQUEST_PARAMETER',
      `Provided value {${format}} for 'body-format' is not valid`,
    );
  }
  const statuses = listParameter(call.query, 'status');
  const ids = listParameter(call.query, 'id');
  // The default that surprises: archived pages are in the list unless they are excluded.
  const shown = statuses.length > 0 ? statuses : ['current', 'archived'];
  const items = (ids.length > 0 ? visibleAmong(context, ids) : visibleContent(context))
    .filter((item) => `${item.type}s` === wanted.kind && shown.includes(item.status))
    .filter((item) => wanted.spaceIds.length === 0 || wanted.spaceIds.includes(item.spaceId));
  const slice = sliceByCursor(items, call.query, context);
  const trouble = format && bodyTrouble(context, slice);
  if (trouble) return trouble;
  const shapes = slice.items.map((item) => toContent(context, item, { format, isList: true }));
  return envelope(context, call, { ...slice, items: shapes });
}

function bodyTrouble(context: ServerContext, slice: Slice<SampleContent>): Reply | undefined {
  const { timeoutAboveLimit, brokenBodyOf } = context.switches;
  const isTooMuch = timeoutAboveLimit !== null && slice.items.length > timeoutAboveLimit;
  const isBroken = slice.items.some((item) => item.id === brokenBodyOf);
  return isTooMuch || isBroken
    ? {
        status: isBroken ? context.switches.brokenBodyStatus : 504,
        body: 'upstream request timeout',
        headers: { 'content-type': 'text/plain' },
      }
    : undefined;
}

function aboutContent(
  context: ServerContext,
  call: Call,
  wanted: { id: string; what: string | undefined },
): Reply {
  const item = findVisible(context, wanted.id);
  if (!item || item.status === 'trashed') return v2Problem(404, 'NOT_FOUND', 'Not Found');
  if (wanted.what === 'attachments') {
    return envelope(context, call, v2Attachments(context, call, item));
  }
  if (wanted.what === 'labels') {
    return envelope(context, call, sliceByCursor(toLabels(item), call.query, context));
  }
  const trouble = call.query.has('body-format')
    ? bodyTrouble(context, { items: [item], next: null, limit: 1 })
    : undefined;
  if (trouble) return trouble;
  const shape = toContent(context, item, { format: call.query.get('body-format'), isList: false });
  const labels =
    call.query.get('include-labels') === 'true'
      ? { labels: { results: toLabels(item), meta: { hasMore: false, cursor: '' }, _links: {} } }
      : {};
  return ok({ ...shape, ...labels });
}

function aboutFolder(context: ServerContext, id: string): Reply {
  const folder = findVisible(context, id);
  if (folder?.type !== 'folder') return v2Problem(404, 'NOT_FOUND', 'Not Found');
  const { body: _, ...shape } = toContent(context, folder, { format: null, isList: false });
  const parent = findContent(context, folder.parentId);
  return ok({
    ...shape,
    type: 'folder',
    parentId: folder.parentId,
    parentType: parent?.type ?? null,
  });
}

function usersBulk(context: ServerContext, body: unknown): Reply {
  const ids = (body as { accountIds?: unknown } | null)?.accountIds;
  if (!Array.isArray(ids) || ids.length > 250)
    return v2Problem(400, 'INVALID_REQUEST_BODY', 'accountIds');
  const users = context.site.users.filter((user) => ids.includes(user.accountId));
  return ok({
    results: users.map((user) => ({
      displayName: user.name,
      timeZone: 'Europe/Amsterdam',
      personalSpaceId: null,
      isExternalCollaborator: false,
      accountStatus: 'active',
      accountId: user.accountId,
      email: '',
      accountType: 'atlassian',
      publicName: user.name,
    })),
    _links: { base: context.webBase },
  });
}

function envelope(context: ServerContext, call: Call, slice: Slice<unknown>): Reply {
  const next = slice.next ? `/wiki${call.path}?${nextQuery(call.query, slice.next)}` : undefined;
  const links = [...(next ? [`<${next}>; rel="next"`] : []), `<${context.webBase}>; rel="base"`];
  return ok(
    { results: slice.items, _links: { ...(next ? { next } : {}), base: context.webBase } },
    { link: links.join(', ') },
  );
}

function toSpace(space: SampleSpace) {
  return {
    id: space.id,
    key: space.key,
    name: space.name,
    type: space.type,
    status: space.status,
    authorId: '557058:0a1b2c3d-4e5f-4a6b-8c7d-000000000001',
    spaceOwnerId: '557058:0a1b2c3d-4e5f-4a6b-8c7d-000000000001',
    currentActiveAlias: space.key,
    createdAt: '2025-01-07T09:00:00.000Z',
    homepageId: `${space.id}1`,
    description: null,
    icon: null,
    _links: { webui: `/spaces/${space.key}` },
  };
}

function toLabels(item: SampleContent) {
  return item.labels.map((name, index) => ({ id: `${item.id}${index}`, name, prefix: 'global' }));
}

function toContent(
  context: ServerContext,
  item: SampleContent,
  wanted: { format: string | null; isList: boolean },
) {
  const isStale = wanted.format !== null && context.switches.staleBodies > 0;
  if (isStale) context.switches.staleBodies -= 1;
  const parent = findContent(context, item.parentId);
  const page = {
    parentId: item.parentId,
    parentType: parent?.type ?? null,
    position: null,
    ownerId: item.author.accountId,
    lastOwnerId: null,
  };
  return {
    id: item.id,
    status: item.status,
    title: item.title,
    spaceId: item.spaceId,
    ...(item.type === 'page' ? page : {}),
    authorId: item.author.accountId,
    createdAt: item.createdAt,
    version: {
      number: item.version.number - (isStale ? 1 : 0),
      message: '',
      minorEdit: false,
      authorId: item.version.author.accountId,
      createdAt: item.version.createdAt,
    },
    body: bodyOf(context, item, wanted.format),
    _links: {
      webui: webPath(context, item),
      editui: `/pages/resumedraft.action?draftId=${item.id}`,
      tinyui: `/x/${Number(item.id).toString(36)}`,
      ...(wanted.isList ? {} : { base: context.webBase }),
    },
  };
}

function bodyOf(context: ServerContext, item: SampleContent, format: string | null) {
  if (format === 'storage') return { storage: { representation: 'storage', value: item.body } };
  if (format === 'view')
    return { view: { representation: 'view', value: storageToView(context, item) } };
  if (format === 'atlas_doc_format') {
    const value = JSON.stringify({ type: 'doc', version: 1, content: [] });
    return { atlas_doc_format: { representation: 'atlas_doc_format', value } };
  }
  return {};
}
