import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { answerGraph } from './answer-graph.ts';
import { demoTenant } from './demo/demo-tenant.ts';
import {
  graphError,
  type Reply,
  SAMPLE_CLIENT_ID,
  SAMPLE_CLIENT_SECRET,
  SAMPLE_TENANT_ID,
  type ServerContext,
} from './server-context.ts';
import { DEFAULT_SWITCHES, type SampleSharePointSwitches } from './switches.ts';
import type { SampleItem, SampleTenant } from './tenant.ts';
import { giveToken } from './token.ts';
import { webPage } from './web-page.ts';

export type SampleSharePointOptions = {
  /** 0 (the default) takes a free port. */
  port?: number;
  switches?: Partial<SampleSharePointSwitches>;
  tenant?: SampleTenant;
  certificate?: string;
};

/** For tests: looks at what was asked and changes what is answered, at any time. */
export type SampleSharePointControls = {
  tenant: SampleTenant;
  switches: SampleSharePointSwitches;
  /** Method, path and query of each call to Graph and to sign-in so far; no headers. */
  calls: string[];
  answerNext: (match: RegExp, reply: Reply, times?: number) => void;
  edit: (id: string, change: Partial<SampleItem>) => void;
  /** As in the real one, whatever stood in a folder goes with it, and is told of or not. */
  remove: (id: string) => void;
};

export type SampleSharePoint = {
  url: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  controls: SampleSharePointControls;
  close: () => Promise<void>;
};

/** Starts a faithful Graph on one loopback port; sign-in and the store of the files on another. */
export async function startSampleSharePoint(
  options: SampleSharePointOptions = {},
): Promise<SampleSharePoint> {
  const context: ServerContext = {
    tenant: options.tenant ?? demoTenant(),
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    origin: '',
    storeOrigin: '',
    tokens: new Set(),
    certificate: options.certificate ?? null,
  };
  const { controls, takeReply } = createControls(context);
  const server = createServer((request, response) => {
    void (async () => {
      const address = `${request.method} ${request.url}`;
      controls.calls.push(address);
      if (context.switches.latencyMs > 0) await wait(context.switches.latencyMs);
      await readText(request);
      send(response, takeReply(address) ?? answer(context, request));
    })().catch(() => send(response, graphError(500, 'generalException', 'sample server failed')));
  });
  const store = createServer((request, response) => {
    void (async () => {
      const body = await readText(request);
      send(response, fromStore(context, request, body));
    })();
  });
  context.origin = await listen(server, options.port ?? 0);
  const port = Number(new URL(context.origin).port);
  // Near the first, so that both are found again after a restart; elsewhere when that is taken.
  context.storeOrigin = await listen(store, port + 1).catch(() => listen(store, 0));
  return {
    url: context.origin,
    settings: {
      tenant_id: SAMPLE_TENANT_ID,
      client_id: SAMPLE_CLIENT_ID,
      cloud: 'custom',
      graph_url: context.origin,
      login_url: context.storeOrigin,
      pages: true,
    },
    credentials: { client_secret: SAMPLE_CLIENT_SECRET },
    controls,
    close: async () => {
      await Promise.all([close(server), close(store)]);
    },
  };
}

function answer(context: ServerContext, request: IncomingMessage): Reply {
  const url = new URL(request.url ?? '/', context.origin);
  if (!url.pathname.startsWith('/v1.0/')) return webPage(context, url.pathname);
  const { switches } = context;
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  if (switches.expiredTokens > 0 && context.tokens.delete(token)) switches.expiredTokens -= 1;
  if (!context.tokens.has(token)) {
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
  const path = decodeURIComponent(url.pathname.slice('/v1.0'.length));
  return answerGraph(context, { method: request.method ?? 'GET', path, query: url.searchParams });
}

/** A preauthenticated address refuses whoever shows other proof as well. */
function fromStore(context: ServerContext, request: IncomingMessage, body: string): Reply {
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
  return { status: 200, body: item.content, headers: { 'content-type': item.mimeType } };
}

function createControls(context: ServerContext) {
  const planned: { match: RegExp; reply: Reply; left: number }[] = [];
  const { tenant } = context;
  const change = (id: string, values: Partial<SampleItem>) => {
    const item = tenant.items.find((candidate) => candidate.id === id);
    if (!item) throw new Error(`no item ${id}`);
    const latest = tenant.items.reduce((most, { changedAt }) => Math.max(most, changedAt), 0);
    Object.assign(item, { changedAt: latest + 1, version: item.version + 1 }, values);
  };
  const controls: SampleSharePointControls = {
    tenant,
    switches: context.switches,
    calls: [],
    answerNext: (match, reply, times = 1) => planned.push({ match, reply, left: times }),
    edit: change,
    remove: (id) => {
      change(id, { isDeleted: true });
      const inside = tenant.items.filter(
        ({ parentId, isDeleted }) => parentId === id && !isDeleted,
      );
      for (const item of inside) removeSilently(tenant, item);
    },
  };
  const takeReply = (address: string): Reply | undefined => {
    const plan = planned.find(({ match, left }) => left > 0 && match.test(address));
    if (plan) plan.left -= 1;
    return plan?.reply;
  };
  return { controls, takeReply };
}

function removeSilently(tenant: SampleTenant, item: SampleItem): void {
  item.isDeleted = true;
  for (const inner of tenant.items) if (inner.parentId === item.id) removeSilently(tenant, inner);
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function send(response: ServerResponse, reply: Reply): void {
  const isRaw = typeof reply.body === 'string' || reply.body instanceof Uint8Array;
  response.writeHead(reply.status, {
    'content-type': 'application/json; odata.metadata=minimal; charset=utf-8',
    ...reply.headers,
  });
  response.end(isRaw ? (reply.body as string | Uint8Array) : JSON.stringify(reply.body));
}
