import { createServer, type Server, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { closeServer, listenOnLoopback, readText } from '../loopback-server.ts';
import { type CallNoting, noteCalls } from '../note-calls.ts';
import {
  type Answer,
  type Answering,
  answerCall,
  fromGraph,
  fromSites,
  fromStore,
  type SampleRequest,
} from './answer-request.ts';
import { createControls, type SampleSharePointControls } from './controls.ts';
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
import type { SampleTenant } from './tenant.ts';

export type SampleSharePointOptions = CallNoting & {
  /** 0 (the default) takes a free port. */
  port?: number;
  switches?: Partial<SampleSharePointSwitches>;
  tenant?: SampleTenant;
  /** PEM of a certificate that may sign in; with its key, it is what `credentials` are. */
  certificate?: string;
};

export type SampleSharePoint = {
  url: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  controls: SampleSharePointControls;
  /** The same answers without a network, for tests that ask many thousand times. */
  answer: (request: SampleRequest & { url: string }, body: string) => Reply;
  close: () => Promise<void>;
};

const CERTIFICATE = '-----BEGIN CERTIFICATE-----';

/**
 * Starts a faithful Graph on one loopback port; sign-in and the store of the files on another, and
 * SharePoint itself, with its pages and its own API, on a third.
 */
export async function startSampleSharePoint(
  options: SampleSharePointOptions = {},
): Promise<SampleSharePoint> {
  const { certificate } = options;
  const context: ServerContext = {
    tenant: options.tenant ?? demoTenant(),
    switches: { ...structuredClone(DEFAULT_SWITCHES), ...options.switches },
    origin: '',
    storeOrigin: '',
    siteOrigin: '',
    tokens: new Map(),
    certificate: certificate?.slice(certificate.indexOf(CERTIFICATE)) ?? null,
  };
  const answering: Answering = { context, note: noteCalls(options), ...createControls(context) };
  const graph = serve(answering, fromGraph);
  const sites = serve(answering, fromSites);
  const store = serve(answering, fromStore);
  context.origin = await listenOnLoopback(graph, options.port ?? 0);
  const port = Number(new URL(context.origin).port);
  // Near the first, so that all are found again after a restart; elsewhere when that is taken.
  context.storeOrigin = await listenOnLoopback(store, port + 1).catch(() =>
    listenOnLoopback(store, 0),
  );
  context.siteOrigin = await listenOnLoopback(sites, port + 2).catch(() =>
    listenOnLoopback(sites, 0),
  );
  const isWhole = certificate?.includes('PRIVATE KEY-----') ?? false;
  return {
    url: context.origin,
    settings: {
      tenant_id: SAMPLE_TENANT_ID,
      client_id: SAMPLE_CLIENT_ID,
      cloud: 'custom',
      graph_url: context.origin,
      login_url: context.storeOrigin,
      sharepoint_url: context.siteOrigin,
      pages: true,
    },
    credentials:
      certificate && isWhole
        ? { certificate_pem: certificate }
        : { client_secret: SAMPLE_CLIENT_SECRET },
    controls: answering.controls,
    answer: ({ url, ...request }, body) => {
      const { origin, pathname, search } = new URL(url);
      const servers = { [context.origin]: fromGraph, [context.storeOrigin]: fromStore };
      const answer = servers[origin] ?? fromSites;
      return answerCall(answering, answer, {
        request: { ...request, url: pathname + search },
        body,
      });
    },
    close: async () => {
      await Promise.all([closeServer(graph), closeServer(store), closeServer(sites)]);
    },
  };
}

function serve(answering: Answering, answer: Answer): Server {
  return createServer((request, response) => {
    void (async () => {
      const { latencyMs } = answering.context.switches;
      if (latencyMs > 0 && answer !== fromStore) await wait(latencyMs);
      const body = await readText(request);
      send(response, answerCall(answering, answer, { request, body }));
    })().catch(() => send(response, graphError(500, 'generalException', 'sample server failed')));
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
