import { attachmentsOf, redirectToMedia, toV1Attachment } from './attachments.ts';
import { answerDirectory } from './directory-api.ts';
import { listByStart } from './list-by-start.ts';
import { limitOf } from './paging.ts';
import { type Caller, notPermitted, v1NotFound } from './refusals.ts';
import { readersOf, restrictionLists } from './restriction-lists.ts';
import {
  anonymousSpaces,
  type Call,
  findVisible,
  ok,
  type Reply,
  type ServerContext,
  visibleSpaces,
} from './server-context.ts';
import type { SampleContent, SampleSpace } from './site.ts';
import { answerDataCenterAccess } from './space-access-api.ts';
import { refuseForTrouble } from './troubles.ts';
import { contentSearch, search } from './v1-search.ts';
import { toV1Content, toV1Space, toV1User, userKeyOf } from './v1-shapes.ts';

/** The v1 API: all there is on Data Center, and what v2 lacks on Cloud. */
export function answerV1(context: ServerContext, call: Call, caller: Caller): Reply {
  const path = call.path.slice('/rest/api'.length);
  if (path === '/user/current') return currentUser(context, caller);
  if (path === '/server-information' && context.edition === 'data_center') {
    return ok({
      version: context.switches.dataCenterVersion,
      majorVersion: Number(context.switches.dataCenterVersion.split('.')[0]),
      minorVersion: Number(context.switches.dataCenterVersion.split('.')[1]),
      buildNumber: '10210',
      baseUrl: context.webBase,
    });
  }
  if (caller === 'anonymous') {
    return path === '/space' && context.site.isAnonymousAllowed
      ? listSpaces(context, call, anonymousSpaces(context))
      : notPermitted('Current user not permitted to use Confluence');
  }
  const about = answerDirectory(context, call);
  if (about) return about;
  const dataCenter = context.edition === 'data_center' && answerDataCenterAccess(context, call);
  if (dataCenter) return dataCenter;
  if (path === '/space') return listSpaces(context, call, visibleSpaces(context));
  const key = /^\/space\/([^/]+)$/.exec(path)?.[1];
  if (key) return oneSpace(context, decodeURIComponent(key));
  if (path === '/content/search') return contentSearch(context, call);
  if (path === '/search') return search(context, call);
  if (path === '/user') return userByKey(context, call);
  const item = /^\/content\/((?:att)?\d+)(\/.*)?$/.exec(path);
  if (item?.[1]) return aboutContent(context, call, { id: item[1], what: item[2] ?? '' });
  return v1NotFound('Not Found');
}

function currentUser(context: ServerContext, caller: Caller): Reply {
  if (caller === 'anonymous') {
    return ok({
      type: 'anonymous',
      displayName: 'Anonymous',
      profilePicture: { path: '', width: 48, height: 48, isDefault: true },
    });
  }
  const self = context.site.users.at(-1);
  return ok(self ? toV1User(context, self) : {});
}

function userByKey(context: ServerContext, call: Call): Reply {
  const key = call.query.get('key');
  const user = context.site.users.find(({ accountId }) => userKeyOf(accountId) === key);
  return user ? ok(toV1User(context, user)) : v1NotFound(`No user found with key : ${key}`);
}

function listSpaces(context: ServerContext, call: Call, seen: readonly SampleSpace[]): Reply {
  const keys = call.query.getAll('spaceKey');
  const type = call.query.get('type');
  const status = call.query.get('status');
  const spaces = seen
    .filter((space) => keys.length === 0 || keys.includes(space.key))
    .filter((space) => (!type || space.type === type) && (!status || space.status === status));
  return listByStart(context, call, { all: spaces, shape: (space) => toV1Space(context, space) });
}

function oneSpace(context: ServerContext, key: string): Reply {
  const space = visibleSpaces(context).find(
    (candidate) => candidate.key.toLowerCase() === key.toLowerCase(),
  );
  return space ? ok(toV1Space(context, space)) : v1NotFound(`No space with key : ${key}`);
}

function aboutContent(
  context: ServerContext,
  call: Call,
  wanted: { id: string; what: string },
): Reply {
  const item = findVisible(context, wanted.id);
  if (!item || item.status === 'trashed') {
    return v1NotFound(`No content found with id: ContentId{id=${wanted.id}}`);
  }
  if (wanted.what === '/restriction/byOperation/read') return restrictions(context, call, item);
  if (wanted.what === '/child/attachment') {
    const all = attachmentsOf(context, item.id);
    const shape = (file: SampleContent) => toV1Attachment(context, item, file);
    return listByStart(context, call, { all, shape });
  }
  const download = /^\/child\/attachment\/(att\d+)\/download$/.exec(wanted.what)?.[1];
  if (download && context.edition === 'cloud') return redirectToMedia(context, download);
  if (wanted.what !== '') return v1NotFound('Not Found');
  if (item.id === context.switches.brokenBodyOf)
    return { status: context.switches.brokenBodyStatus, body: 'upstream request timeout' };
  return ok(
    toV1Content(context, item, (call.query.get('expand') ?? 'space,version,history').split(',')),
  );
}

function restrictions(context: ServerContext, call: Call, item: SampleContent): Reply {
  if (context.switches.restrictionsForbidden)
    return notPermitted('not permitted to read restrictions');
  const isContainer = item.type === 'folder' || item.type === 'whiteboard';
  if (isContainer && !context.switches.foldersTellReaders) return v1NotFound('Not Found');
  const about = {
    start: Number(call.query.get('start') ?? 0) || 0,
    limit: limitOf(call.query, context, 200),
    path: call.path,
  };
  return (
    refuseForTrouble(context, 'restrictions') ??
    ok({
      operation: 'read',
      restrictions: {
        ...restrictionLists(context, readersOf(context, item), about),
        _expandable: {},
      },
      _expandable: { content: `/rest/api/content/${item.id}` },
      _links: {
        self: `${context.webBase}/rest/api/content/${item.id}/restriction/byOperation/read`,
      },
    })
  );
}
