import type { IncomingMessage } from 'node:http';
import { downloadHere } from './attachments.ts';
import { answerV2 } from './cloud-v2.ts';
import { identify, refuseAtTheDoor, v1NotFound } from './refusals.ts';
import { type Call, CLOUD_ID, ok, type Reply, type ServerContext } from './server-context.ts';
import { answerV1 } from './v1.ts';
import { webPage } from './web-page.ts';

export type RawCall = { request: IncomingMessage; body: unknown; contextPath: string };

const GATEWAY = `/ex/confluence/${CLOUD_ID}`;

/** Routes one request to the API that it is for. */
export function answerCall(context: ServerContext, raw: RawCall): Reply {
  const url = new URL(raw.request.url ?? '/', 'http://sample');
  const isGateway = url.pathname.startsWith(GATEWAY);
  const pathname = isGateway ? url.pathname.slice(GATEWAY.length) : url.pathname;
  if (pathname === '/_edge/tenant_info' && context.edition === 'cloud') {
    return ok({ cloudId: CLOUD_ID, cloudName: 'northwind-tea' });
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
    return webPage(context, call.path);
  }
  const refused = refuseAtTheDoor(context);
  if (refused) return refused;
  const caller = identify(context, { headers: raw.request.headers, isV2, isGateway });
  if (typeof caller !== 'string') return caller;
  if (isDownload) {
    const file = caller === 'known' ? downloadHere(context, call.path) : undefined;
    return file ?? v1NotFound('No attachment');
  }
  return isV2 ? answerV2(context, call) : answerV1(context, call, caller);
}

function notHere({ edition }: ServerContext): Reply {
  if (edition === 'data_center') return v1NotFound('Not Found');
  return {
    status: 404,
    body: '<!DOCTYPE html><html><body>Page not found</body></html>',
    headers: { 'content-type': 'text/html' },
  };
}
