import { answerDelta } from './delta.ts';
import {
  type Call,
  denied,
  graphError,
  notFound,
  ok,
  type Reply,
  type ServerContext,
} from './server-context.ts';
import { toDrive, toItem, toPage, toPermissions, toRootItem, toSite } from './shapes.ts';
import type { SampleLocation } from './tenant.ts';

/** The part of Graph that is about sites, libraries, files and pages. `path` begins after `/v1.0`. */
export function answerGraph(context: ServerContext, call: Call): Reply {
  const path = call.path.replace(/\/$/, '');
  if (context.switches.consent === 'none') return denied();
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
  const oneDrive = {
    ...toSite(context, {
      id: 'northwindtea-my.sharepoint.com,1,1',
      path: '',
      name: 'Ana',
      access: 'open',
    }),
  };
  const personal = { ...oneDrive, webUrl: 'https://northwindtea-my.sharepoint.com/personal/ana' };
  const store = { ...oneDrive, id: 'cs,1,1', webUrl: `${context.origin}/contentstorage/CSP_1` };
  const sites = context.tenant.sites.map((site) => toSite(context, site));
  return list(context, call, [...sites, personal, store]);
}

function searchSites(context: ServerContext, call: Call): Reply {
  const isListed = context.switches.consent === 'read_all' && call.query.get('search') === '*';
  return list(
    context,
    call,
    isListed ? context.tenant.sites.map((site) => toSite(context, site)) : [],
  );
}

function siteByAddress(context: ServerContext, host: string, path: string): Reply {
  const wanted = decodeURIComponent(path).replace(/\/$/, '').toLowerCase();
  const isRoot = host === 'root' && path === '';
  if (isRoot && context.switches.consent === 'selected') return denied();
  if (!isRoot && host !== new URL(context.origin).hostname) {
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
    const drives = context.tenant.libraries.filter(({ siteId }) => siteId === id);
    return list(
      context,
      call,
      drives.map((library) => toDrive(context, library)),
    );
  }
  return aboutPages(context, call, { id, rest });
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
    return list(
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
  if (rest === '/root/delta') return answerDelta(context, call, id);
  const root = toRootItem(context, library);
  if (rest === '/root' || rest === `/items/${root.id}`) return ok(root);
  const inItem = /^\/items\/([^/]+)(\/content|\/permissions)?$/.exec(rest);
  const item = context.tenant.items.find(
    (candidate) => candidate.driveId === id && candidate.id === inItem?.[1] && !candidate.isDeleted,
  );
  if (!item) return notFound();
  if (inItem?.[2] === '/permissions') {
    return context.switches.permissionsForbidden
      ? denied()
      : list(context, call, toPermissions(item));
  }
  if (inItem?.[2] === '/content') return redirectToStore(context, `${id}/${item.id}`);
  return ok(toItem(context, item));
}

/** 302 to another host, with the proof of access in the address, as the real one does. */
function redirectToStore(context: ServerContext, key: string): Reply {
  const isExpired = context.switches.expiredDownloads > 0;
  if (isExpired) context.switches.expiredDownloads -= 1;
  const location = `${context.storeOrigin}/download/${key}?tempauth=${isExpired ? 'expired' : 'SAMPLE-download-proof'}`;
  return { status: 302, body: '', headers: { location } };
}

function list(context: ServerContext, call: Call, all: unknown[]): Reply {
  const limit = Math.min(
    Number(call.query.get('$top') ?? 200) || 200,
    context.switches.largestPage,
  );
  const start = Number(call.query.get('$skiptoken') ?? 0) || 0;
  const query = new URLSearchParams(call.query);
  query.set('$skiptoken', String(start + limit));
  const next = `${context.origin}/v1.0${call.path}?${query}`;
  return ok({
    '@odata.context': `${context.origin}/v1.0/$metadata#sites`,
    ...(start + limit < all.length ? { '@odata.nextLink': next } : {}),
    value: all.slice(start, start + limit),
  });
}
