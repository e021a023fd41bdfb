import { answerGraph } from './answer-graph.ts';
import { answerBatch } from './batch.ts';
import type { SampleSharePointControls } from './controls.ts';
import { answerRest } from './rest-api.ts';
import { type Call, graphError, type Reply, type ServerContext } from './server-context.ts';
import { giveToken } from './token.ts';
import { webPage } from './web-page.ts';

/** What the three servers of the sample answer from. */
export type Answering = {
  context: ServerContext;
  controls: SampleSharePointControls;
  /** Adds to what was asked. */
  note: (calls: string[], call: string) => void;
  /** An answer that a test has planned. */
  takeReply: (address: string) => Reply | undefined;
};

/** What is looked at of a call. */
export type SampleRequest = {
  method?: string | undefined;
  url?: string | undefined;
  headers: Record<string, string | string[] | undefined>;
};

/** One of the three servers. */
export type Answer = (answering: Answering, request: SampleRequest, body: string) => Reply;

/** Notes a call, and answers it as planned or by itself. */
export function answerCall(
  answering: Answering,
  answer: Answer,
  { request, body }: { request: SampleRequest; body: string },
): Reply {
  const address = `${request.method} ${request.url}`;
  if (answer !== fromStore) answering.note(answering.controls.calls, address);
  return answering.takeReply(address) ?? answer(answering, request, body);
}

/** Microsoft Graph. */
export function fromGraph(
  { context, controls, note, takeReply }: Answering,
  request: SampleRequest,
  body: string,
): Reply {
  const url = new URL(request.url ?? '/', context.origin);
  const { switches } = context;
  const token = /^Bearer (.+)$/.exec(headerOf(request, 'authorization') ?? '')?.[1] ?? '';
  if (switches.expiredTokens > 0 && context.tokens.delete(token)) switches.expiredTokens -= 1;
  if (context.tokens.get(token)?.audience !== context.origin) {
    return graphError(
      401,
      'InvalidAuthenticationToken',
      'Access token has expired or is not yet valid.',
    );
  }
  if (switches.emptyAnswers > 0) {
    switches.emptyAnswers -= 1;
    return { status: 200, body: '' };
  }
  if (!url.pathname.startsWith('/v1.0/')) return graphError(400, 'BadRequest', 'Invalid version.');
  const path = decodeURIComponent(url.pathname.slice('/v1.0'.length));
  const { headers, method = 'GET' } = request;
  if (path === '/$batch' && method === 'POST') {
    return answerBatch(context, body, (address: string, call: Call) => {
      note(controls.batched, address);
      return takeReply(address) ?? answerGraph(context, call);
    });
  }
  return answerGraph(context, { method, path, query: url.searchParams, headers });
}

/** SharePoint itself: its own API, and what people see. */
export function fromSites({ context }: Answering, request: SampleRequest): Reply {
  const url = new URL(request.url ?? '/', context.siteOrigin);
  const signedBy = headerOf(request, 'authorization');
  return answerRest(context, url, signedBy) ?? webPage(context, url, headerOf(request, 'cookie'));
}

function headerOf({ headers }: SampleRequest, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join() : value;
}

const ENCRYPTED = Buffer.concat([
  Buffer.from('d0cf11e0a1b11ae1', 'hex'),
  Buffer.alloc(504),
  Buffer.from('EncryptedPackage', 'utf16le'),
  Buffer.alloc(480),
]);

/** Sign-in and the store of files. A preauthenticated address refuses whoever shows other proof as well. */
export function fromStore({ context }: Answering, request: SampleRequest, body: string): Reply {
  const url = new URL(request.url ?? '/', context.storeOrigin);
  const tenant = /^\/([^/]+)\/oauth2\/v2\.0\/token$/.exec(url.pathname)?.[1];
  if (tenant) return giveToken(context, tenant, new URLSearchParams(body));
  const [, , driveId, itemId] = url.pathname.split('/');
  if (request.headers.authorization !== undefined) return { status: 401, body: 'invalid_request' };
  if (url.searchParams.get('tempauth') !== 'SAMPLE-download-proof')
    return { status: 401, body: 'expired' };
  const item = context.tenant.items.find(
    ({ id, driveId: drive, isDeleted }) => id === itemId && drive === driveId && !isDeleted,
  );
  if (!item) return { status: 404, body: 'gone' };
  const content = item.label === 'encrypted' ? ENCRYPTED : item.content;
  return { status: 200, body: content, headers: { 'content-type': item.mimeType } };
}
