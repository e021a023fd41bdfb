import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { closeServer, listenOnLoopback, readText } from '../loopback-server.ts';
import type { CallNoting } from '../note-calls.ts';
import { answerCall, type ServiceNowCall } from './answer-call.ts';
import { createControls, type SampleServiceNowControls } from './controls.ts';
import { demoInstance, hiddenFromAccount } from './demo/demo-instance.ts';
import type { SampleInstance } from './instance.ts';
import {
  failure,
  SAMPLE_INSTANCE_PASSWORD,
  SAMPLE_INSTANCE_USER,
  type ServerContext,
  type ServiceNowReply,
} from './server-context.ts';
import { DEFAULT_SWITCHES, type SampleServiceNowSwitches } from './switches.ts';
import { accountOf, mayOpen } from './verdict.ts';

export type SampleServiceNowOptions = CallNoting & {
  /** 0 (the default) takes a free port. */
  port?: number;
  switches?: Partial<SampleServiceNowSwitches>;
  content?: SampleInstance;
};

export type SampleServiceNow = {
  url: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  controls: SampleServiceNowControls;
  /**
   * The instance's own verdict: whether whoever has this address may open a document.
   * @param externalId `<table>:<sys_id>`, as the connector names documents
   */
  mayOpen: (address: string, externalId: string) => boolean;
  /** Answers a call within this process, exactly as over the network: for tests with very many. */
  ask: (call: ServiceNowCall) => ServiceNowReply;
  close: () => Promise<void>;
};

/** Starts a faithful ServiceNow on a loopback port, filled with a made-up company's service desk. */
export async function startSampleServiceNow(
  options: SampleServiceNowOptions = {},
): Promise<SampleServiceNow> {
  const instance = options.content ?? demoInstance();
  const context: ServerContext = {
    instance,
    switches: {
      ...DEFAULT_SWITCHES(),
      hiddenIds: hiddenFromAccount(instance),
      ...options.switches,
    },
    origin: '',
    tokens: new Map(),
  };
  const { controls, note } = createControls(context, options);
  const ask = (call: ServiceNowCall) =>
    note(`${call.method} ${call.path}`) ?? answerCall(context, call);
  const server = createServer((request, response) => {
    void (async () => {
      if (context.switches.latencyMs > 0) await wait(context.switches.latencyMs);
      send(response, ask(await readCall(request)));
    })().catch(() => send(response, failure(500, 'The sample server failed', null)));
  });
  context.origin = await listenOnLoopback(server, options.port ?? 0);
  return {
    url: context.origin,
    settings: { instance_url: context.origin, username: SAMPLE_INSTANCE_USER },
    credentials: { password: SAMPLE_INSTANCE_PASSWORD },
    controls,
    ask,
    mayOpen: (address, externalId) => {
      const [table = '', sysId = ''] = externalId.split(':');
      const account = accountOf(context, address);
      return account !== undefined && mayOpen(context, account.sys_id, { table, sysId });
    },
    close: () => closeServer(server),
  };
}

async function readCall(request: IncomingMessage): Promise<ServiceNowCall> {
  return {
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    authorization: request.headers.authorization,
    cookie: request.headers.cookie,
    body: await readText(request),
  };
}

function send(response: ServerResponse, reply: ServiceNowReply): void {
  response.writeHead(reply.status, {
    'content-type': 'application/json;charset=UTF-8',
    ...reply.headers,
  });
  response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
}
