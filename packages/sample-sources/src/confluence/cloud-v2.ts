import { accountsNamed } from './accounts-named.ts';
import { toV2Attachment, v2Attachments } from './attachments.ts';
import { toContent, toLabels, toSpace } from './cloud-v2-shapes.ts';
import { checkAccessByAddress } from './directory-api.ts';
import { listParameter, nextQuery, type Slice, sliceByCursor } from './paging.ts';
import { type Caller, v2Problem } from './refusals.ts';
import {
  anonymousSpaces,
  type Call,
  findContent,
  findVisible,
  ok,
  type Reply,
  type ServerContext,
  visibleAmong,
  visibleContent,
  visibleSpaces,
} from './server-context.ts';
import type { SampleContent, SampleSpace } from './site.ts';
import { answerSpaceAccess } from './space-access-api.ts';

/** The v2 API of Confluence Cloud. */
export function answerV2(context: ServerContext, call: Call, caller: Caller): Reply {
  const path = call.path.slice('/api/v2'.length);
  if (caller === 'anonymous') {
    return path === '/spaces'
      ? listSpaces(context, call, anonymousSpaces(context))
      : v2Problem(401, 'UNAUTHORIZED', 'Unauthorized');
  }
  const about = answerSpaceAccess(context, call);
  if (about) return about;
  if (path === '/users-bulk' && call.method === 'POST') return usersBulk(context, call.body);
  if (path === '/user/access/check-access-by-email' && call.method === 'POST') {
    return checkAccessByAddress(context, call);
  }
  if (path === '/spaces') return listSpaces(context, call, visibleSpaces(context));
  const inSpace = /^\/spaces\/(\d+)(?:\/(pages|blogposts))?$/.exec(path);
  if (inSpace?.[1]) return aboutSpace(context, call, { id: inSpace[1], what: inSpace[2] });
  const kind = /^\/(pages|blogposts)$/.exec(path)?.[1];
  if (kind) return listContent(context, call, { kind, spaceIds: call.query.getAll('space-id') });
  const container = /^\/(folder|whiteboard)s\/(\d+)$/.exec(path);
  if (container?.[1] && container[2]) {
    return aboutContainer(context, { type: container[1], id: container[2] });
  }
  const one = /^\/(page|blogpost)s\/(\d+)(?:\/(labels|attachments))?$/.exec(path);
  if (one?.[1] && one[2]) {
    return aboutContent(context, call, { type: one[1], id: one[2], what: one[3] });
  }
  const file = /^\/attachments\/(att\d+)$/.exec(path)?.[1];
  if (file) return aboutAttachment(context, file);
  return v2Problem(404, 'NOT_FOUND', 'Not Found');
}

function listSpaces(context: ServerContext, call: Call, seen: readonly SampleSpace[]): Reply {
  const keys = listParameter(call.query, 'keys');
  const ids = listParameter(call.query, 'ids');
  const type = call.query.get('type');
  const status = call.query.get('status');
  const spaces = seen
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
  return listContent(context, call, { kind: wanted.what, spaceIds: [space.id] });
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
  wanted: { type: string; id: string; what: string | undefined },
): Reply {
  const item = findVisible(context, wanted.id);
  if (item?.type !== wanted.type || item.status === 'trashed')
    return v2Problem(404, 'NOT_FOUND', 'Not Found');
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

function aboutContainer(context: ServerContext, { type, id }: { type: string; id: string }): Reply {
  const container = findVisible(context, id);
  if (container?.type !== type) return v2Problem(404, 'NOT_FOUND', 'Not Found');
  const { body: _, ...shape } = toContent(context, container, { format: null, isList: false });
  const parent = findContent(context, container.parentId);
  return ok({ ...shape, type, parentId: container.parentId, parentType: parent?.type ?? null });
}

function aboutAttachment(context: ServerContext, id: string): Reply {
  const file = findVisible(context, id);
  const page = findContent(context, file?.parentId ?? null);
  if (file?.type !== 'attachment' || !page) return v2Problem(404, 'NOT_FOUND', 'Not Found');
  return ok(toV2Attachment(context, page, file));
}

function usersBulk(context: ServerContext, body: unknown): Reply {
  const ids = (body as { accountIds?: unknown } | null)?.accountIds;
  if (!Array.isArray(ids) || ids.length > 250)
    return v2Problem(400, 'INVALID_REQUEST_BODY', 'accountIds');
  return ok({
    results: accountsNamed(context.site.users, ids).map((user) => ({
      displayName: user.name,
      timeZone: 'Europe/Amsterdam',
      personalSpaceId: null,
      isExternalCollaborator: user.isGuest,
      accountStatus: user.status,
      accountId: user.accountId,
      email: (user.showsAddress ? user.address : null) ?? '',
      accountType: user.kind,
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
