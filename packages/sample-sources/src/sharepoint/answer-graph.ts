import { answerDelta } from './delta.ts';
import { answerDirectory } from './directory-api.ts';
import { toPermissions } from './identities.ts';
import {
  type Call,
  denied,
  graphError,
  listOf,
  notFound,
  ok,
  type Reply,
  type ServerContext,
} from './server-context.ts';
import { toDrive, toItem, toList, toPage, toRootItem, toSite } from './shapes.ts';
import {
  childrenPath,
  effectiveGrants,
  itemsIn,
  libraryGrants,
  listIdOf,
  type SampleItem,
  type SampleLibrary,
  type SampleLocation,
} from './tenant.ts';

/** The part of Graph that is about sites, libraries, files and pages. `path` begins after `/v1.0`. */
export function answerGraph(context: ServerContext, call: Call): Reply {
  const path = call.path.replace(/\/$/, '');
  if (context.switches.consent === 'none') return denied();
  const aboutPeople = answerDirectory(context, call);
  if (aboutPeople) return aboutPeople;
  if (path === '/sites/getAllSites') return listAllSites(context, call);
  if (path === '/sites') return searchSites(context, call);
  const drive = /^\/drives\/([^/]+)(\/.*)?$/.exec(path);
  if (drive?.[1]) return aboutDrive(context, call, { id: drive[1], rest: drive[2] ?? '' });
  const site = /^\/sites\/([^/:]+)(?::(\/.*))?$/.exec(path);
  if (site?.[1] && !site[1].includes(',')) return siteByAddress(context, site[1], site[2] ?? '');
  const inSite = /^\/sites\/([^/]+)(\/.*)?$/.exec(path);
  if (inSite?.[1]) return aboutSite(context, call, { id: inSite[1], rest: inSite[2] ?? '' });
  return graphError(
    400,
    'BadRequest',
    `Resource not found for the segment '${path.split('/')[1]}'.`,
  );
}

function listAllSites(context: ServerContext, call: Call): Reply {
  if (context.switches.consent === 'selected') return denied();
  const [home] = context.tenant.sites;
  const oneDrive = home
    ? { ...toSite(context, home), id: 'northwindtea-my.sharepoint.com,1,1', displayName: 'Ana' }
    : {};
  const personal = { ...oneDrive, webUrl: 'https://northwindtea-my.sharepoint.com/personal/ana' };
  const store = { ...oneDrive, id: 'cs,1,1', webUrl: `${context.siteOrigin}/contentstorage/CSP_1` };
  const sites = context.tenant.sites.map((site) => toSite(context, site));
  return listOf(context, call, [...sites, personal, store]);
}

function searchSites(context: ServerContext, call: Call): Reply {
  const isListed = context.switches.consent === 'read_all' && call.query.get('search') === '*';
  return listOf(
    context,
    call,
    isListed ? context.tenant.sites.map((site) => toSite(context, site)) : [],
  );
}

function siteByAddress(context: ServerContext, host: string, path: string): Reply {
  const wanted = decodeURIComponent(path).replace(/\/$/, '').toLowerCase();
  const isRoot = host === 'root' && path === '';
  if (isRoot && context.switches.consent === 'selected') return denied();
  if (!isRoot && host !== new URL(context.siteOrigin).hostname) {
    return graphError(400, 'invalidRequest', 'Invalid hostname for this tenancy');
  }
  const site = context.tenant.sites.find((candidate) => candidate.path.toLowerCase() === wanted);
  return site ? (closed(site) ?? ok(toSite(context, site))) : notFound();
}

function closed(site: SampleLocation): Reply | undefined {
  if (site.access === 'locked')
    return graphError(423, 'notAllowed', 'Access to this site has been blocked.');
  return site.access === 'forbidden' ? denied() : undefined;
}

function aboutSite(
  context: ServerContext,
  call: Call,
  { id, rest }: { id: string; rest: string },
): Reply {
  const site = context.tenant.sites.find((candidate) => candidate.id === id);
  if (!site) return notFound();
  const refused = closed(site);
  if (refused) return refused;
  if (rest === '') return ok(toSite(context, site));
  if (rest === '/drives') {
    const drives = context.tenant.libraries.filter(
      ({ siteId, kind }) => siteId === id && kind === 'documents',
    );
    return listOf(
      context,
      call,
      drives.map((library) => toDrive(context, library)),
    );
  }
  return aboutLists(context, call, { id, rest }) ?? aboutPages(context, call, { id, rest });
}

/** Each library is a list as well, that of the pages too. */
function aboutLists(
  context: ServerContext,
  call: Call,
  { id, rest }: { id: string; rest: string },
): Reply | undefined {
  const libraries = context.tenant.libraries.filter(({ siteId }) => siteId === id);
  if (rest === '/lists') {
    return listOf(
      context,
      call,
      libraries.map((library) => toList(context, library)),
    );
  }
  const listId = /^\/lists\/([^/]+)\/drive$/.exec(rest)?.[1];
  const library = libraries.find((one) => listIdOf(one) === listId);
  if (listId === undefined) return undefined;
  return library ? ok(toDrive(context, library)) : notFound();
}

function aboutPages(
  context: ServerContext,
  call: Call,
  { id, rest }: { id: string; rest: string },
): Reply {
  const withCanvas = (call.query.get('$expand') ?? '').includes('canvasLayout');
  const corrupt = () =>
    graphError(400, 'invalidRequest', 'The canvas of a page could not be read.');
  const pages = context.tenant.pages.filter(({ siteId }) => siteId === id);
  if (rest === '/pages/microsoft.graph.sitePage') {
    if (withCanvas && pages.some(({ isCorrupt }) => isCorrupt)) return corrupt();
    return listOf(
      context,
      call,
      pages.map((page) => toPage(context, page, withCanvas)),
    );
  }
  const pageId = /^\/pages\/([^/]+)\/microsoft\.graph\.sitePage$/.exec(rest)?.[1];
  const page = pages.find((candidate) => candidate.id === pageId);
  if (!page) return notFound();
  return withCanvas && page.isCorrupt ? corrupt() : ok(toPage(context, page, withCanvas));
}

function aboutDrive(
  context: ServerContext,
  call: Call,
  { id, rest }: { id: string; rest: string },
): Reply {
  const library = context.tenant.libraries.find((candidate) => candidate.id === id);
  const site = context.tenant.sites.find((candidate) => candidate.id === library?.siteId);
  if (!library || !site) return notFound();
  const refused = closed(site);
  if (refused) return refused;
  if (rest === '') return ok(toDrive(context, library));
  if (rest === '/list') return ok(toList(context, library));
  if (rest === '/root/delta') return answerDelta(context, call, id);
  const root = toRootItem(context, library);
  if (rest === '/root' || rest === `/items/${root.id}`) return ok(root);
  if (rest === '/root/permissions') {
    return permissionsOf(context, call, { site, grants: libraryGrants(context.tenant, id) });
  }
  return aboutItem(context, call, { site, library, rest });
}

function aboutItem(
  context: ServerContext,
  call: Call,
  { site, library, rest }: { site: SampleLocation; library: SampleLibrary; rest: string },
): Reply {
  const [, itemId, path, part] =
    /^(?:\/items\/([^/:]+)|\/root:\/(.+?):)(\/content|\/permissions)?$/.exec(rest) ?? [];
  const item = itemsIn(context.tenant, library.id).find(
    (one) =>
      !one.isDeleted && (itemId === undefined ? isAt(context, one, path) : one.id === itemId),
  );
  if (!item) return notFound();
  if (part === '/permissions') {
    const grants = effectiveGrants(context.tenant, item);
    return permissionsOf(context, call, { site, grants });
  }
  if (part === '/content') return redirectToStore(context, `${library.id}/${item.id}`);
  return ok(toItem(context, item));
}

function isAt({ tenant }: ServerContext, item: SampleItem, path: string | undefined): boolean {
  const own = [...childrenPath(tenant, item), item.name].join('/');
  return own.toLowerCase() === path?.toLowerCase();
}

function permissionsOf(
  context: ServerContext,
  call: Call,
  { site, grants }: { site: SampleLocation; grants: ReturnType<typeof effectiveGrants> },
): Reply {
  if (context.switches.permissionsForbidden) return denied();
  const all = toPermissions(context, site, grants);
  const { cutPermissions } = context.switches;
  return listOf(context, call, cutPermissions === null ? all : all.slice(0, cutPermissions));
}

/** 302 to another host, with the proof of access in the address, as the real one does. */
function redirectToStore(context: ServerContext, key: string): Reply {
  const isExpired = context.switches.expiredDownloads > 0;
  if (isExpired) context.switches.expiredDownloads -= 1;
  const location = `${context.storeOrigin}/download/${key}?tempauth=${isExpired ? 'expired' : 'SAMPLE-download-proof'}`;
  return { status: 302, body: '', headers: { location } };
}
