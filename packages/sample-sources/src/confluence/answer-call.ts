import type { IncomingHttpHeaders } from 'node:http';
import { downloadHere } from './attachments.ts';
import { answerV2 } from './cloud-v2.ts';
import { answerJira } from './directory-api.ts';
import { identify, notPermitted, refuseAtTheDoor, v1NotFound } from './refusals.ts';
import { type Call, CLOUD_ID, ok, type Reply, type ServerContext } from './server-context.ts';
import { answerV1 } from './v1.ts';
import { webPage } from './web-page.ts';

export type RawCall = {
  request: { method?: string | undefined; url?: string | undefined; headers: IncomingHttpHeaders };
  body: unknown;
  contextPath: string;
};

const GATEWAY = `/ex/confluence/${CLOUD_ID}`;
/** The Jira of the same site. */
const JIRA_GATEWAY = `/ex/jira/${CLOUD_ID}`;

/** Routes one request to the API that it is for. */
export function answerCall(context: ServerContext, raw: RawCall): Reply {
  const url = new URL(raw.request.url ?? '/', 'http://sample');
  const gateway = [GATEWAY, JIRA_GATEWAY].find((start) => url.pathname.startsWith(start));
  const isGateway = gateway !== undefined;
  const pathname = url.pathname.slice(gateway?.length ?? 0);
  if (pathname === '/_edge/tenant_info' && context.edition === 'cloud') {
    return ok({ cloudId: CLOUD_ID, cloudName: 'northwind-tea' });
  }
  if (pathname.startsWith('/rest/api/3/') && context.edition === 'cloud') {
    return answerJiraCall(context, raw, { url, pathname, isGateway });
  }
  if (!pathname.startsWith(`${raw.contextPath}/`)) return notHere(context);
  const call: Call = {
    method: raw.request.method ?? 'GET',
    path: pathname.slice(raw.contextPath.length),
    query: url.searchParams,
    body: raw.body,
  };
  const isV2 = call.path.startsWith('/api/v2/') && context.edition === 'cloud';
  const isDownload = context.edition === 'data_center' && call.path.startsWith('/download/');
  if (!isV2 && !isDownload && !call.path.startsWith('/rest/api/')) {
    return webPage(context, { url, path: call.path, cookie: raw.request.headers.cookie });
  }
  const refused = refuseAtTheDoor(context);
  if (refused) return refused;
  const caller = identify(context, { headers: raw.request.headers, isV2, isGateway });
  if (typeof caller !== 'string') return caller;
  if (isDownload) {
    const file = caller === 'known' ? downloadHere(context, call.path) : undefined;
    return file ?? v1NotFound('No attachment');
  }
  return isV2 ? answerV2(context, call, caller) : answerV1(context, call, caller);
}

function answerJiraCall(
  context: ServerContext,
  { request }: RawCall,
  { url, pathname, isGateway }: { url: URL; pathname: string; isGateway: boolean },
): Reply {
  const caller = identify(context, { headers: request.headers, isV2: false, isGateway });
  if (caller !== 'known') return notPermitted('not permitted');
  const method = request.method ?? 'GET';
  return answerJira(context, { method, path: pathname, query: url.searchParams, body: null });
}

function notHere({ edition }: ServerContext): Reply {
  if (edition === 'data_center') return v1NotFound('Not Found');
  return {
    status: 404,
    body: '<!DOCTYPE html><html><body>Page not found</body></html>',
    headers: { 'content-type': 'text/html' },
  };
}
