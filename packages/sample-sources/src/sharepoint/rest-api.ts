import type { SamplePrincipal } from './grants.ts';
import { loginNameOf, titleOf } from './identities.ts';
import type { Reply, ServerContext } from './server-context.ts';
import {
  childrenPath,
  itemsIn,
  listIdOf,
  listItemId,
  type SampleItem,
  type SampleLibrary,
  type SampleLocation,
} from './tenant.ts';

const API = /^(.*?)\/_api\/web\/(.+)$/;

/** SharePoint's own API (`_api`); undefined for an address that is none of it. */
export function answerRest(
  context: ServerContext,
  url: URL,
  authorization: string | undefined,
): Reply | undefined {
  const [, sitePath, rest] = API.exec(decodeURIComponent(url.pathname)) ?? [];
  if (sitePath === undefined || rest === undefined) return undefined;
  const token = context.tokens.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '');
  if (token?.audience !== context.siteOrigin)
    return refusal(401, 'Access token is not valid here.');
  // What a secret signed for is refused since the old way to register apps has ended.
  if (!token.isCertified) return refusal(401, 'Unsupported app only token.');
  if (context.switches.rest === 'refused') return refusal(403, 'Access denied.');
  const site = context.tenant.sites.find(({ path }) => path === sitePath);
  if (!site) return refusal(404, 'File not found.');
  const withUsers = url.searchParams.get('$expand') === 'Users';
  if (rest === 'sitegroups') return onePage(context, url, siteGroups(context, site, withUsers));
  const listId = /^lists\(guid'([^']+)'\)\/items$/.exec(rest)?.[1];
  const library = context.tenant.libraries.find(
    (one) => one.siteId === site.id && listIdOf(one) === listId,
  );
  if (!library) return refusal(404, 'List does not exist.');
  return onePage(context, url, listItems(context, site, library));
}

function refusal(status: number, value: string): Reply {
  const code = '-2147024891, System.UnauthorizedAccessException';
  return { status, body: { 'odata.error': { code, message: { lang: 'en-US', value } } } };
}

function onePage({ switches, siteOrigin }: ServerContext, url: URL, all: unknown[]): Reply {
  const shown = switches.cutFlags === null ? all : all.slice(0, switches.cutFlags);
  const start = Number(url.searchParams.get('$skiptoken') ?? 0) || 0;
  const end = start + Math.min(Number(url.searchParams.get('$top') ?? 100), switches.restPage);
  const next = new URL(url.pathname + url.search, siteOrigin);
  next.searchParams.set('$skiptoken', String(end));
  return {
    status: 200,
    body: {
      ...(end < shown.length ? { 'odata.nextLink': next.href } : {}),
      value: shown.slice(start, end),
    },
  };
}

function siteGroups(context: ServerContext, site: SampleLocation, withUsers: boolean) {
  return site.siteGroups.map(({ id, title, members }) => ({
    Id: id,
    Title: title,
    PrincipalType: 8,
    LoginName: title,
    ...(withUsers ? { Users: members.map((member, index) => toUser(context, member, index)) } : {}),
  }));
}

function toUser(context: ServerContext, principal: SamplePrincipal, index: number) {
  const isUser = 'user' in principal || 'spoGuest' in principal;
  const isKnown = 'user' in principal && context.switches.aadObjectIds;
  return {
    Id: 100 + index,
    Title: titleOf(context, principal),
    LoginName: loginNameOf(context, principal),
    PrincipalType: isUser ? 1 : 4,
    ...(isKnown
      ? { AadObjectId: { NameId: principal.user, NameIdIssuer: 'urn:federation:microsoftonline' } }
      : {}),
  };
}

function listItems(context: ServerContext, site: SampleLocation, library: SampleLibrary) {
  const { tenant } = context;
  const root = `${site.path}/${library.urlName}`;
  return itemsIn(tenant, library.id)
    .filter(({ isDeleted }) => !isDeleted)
    .map((item: SampleItem) => ({
      Id: listItemId(tenant, item),
      FileRef: [root, ...childrenPath(tenant, item), item.name].join('/'),
      FileSystemObjectType: item.kind === 'folder' ? 1 : 0,
      HasUniqueRoleAssignments: item.grants !== null,
    }));
}
