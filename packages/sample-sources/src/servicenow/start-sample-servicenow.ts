import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { demoInstance, hiddenFromAccount } from './demo/demo-instance.ts';
import { moveTime, rowOf, type SampleInstance } from './instance.ts';
import { giveToken, refuse } from './refusals.ts';
import {
  failure,
  SAMPLE_INSTANCE_PASSWORD,
  SAMPLE_INSTANCE_USER,
  type ServerContext,
  type ServiceNowReply,
} from './server-context.ts';
import { aggregate } from './stats-api.ts';
import { DEFAULT_SWITCHES, type SampleServiceNowSwitches } from './switches.ts';
import { listRecords, readRecord } from './table-api.ts';
import { webPage } from './web-page.ts';

export type SampleServiceNowOptions = {
  /** 0 (the default) takes a free port. */
  port?: number;
  switches?: Partial<SampleServiceNowSwitches>;
  content?: SampleInstance;
};

/** For tests: looks at what was asked and changes what is answered, at any time. */
export type SampleServiceNowControls = {
  instance: SampleInstance;
  switches: SampleServiceNowSwitches;
  /** Method, path and query of each call so far; no headers. */
  calls: string[];
  /** Told of each call before it is answered, to change something at that very moment. */
  onCall: ((call: string) => void) | null;
  /** Answers the next calls that match with this, instead of the right thing. */
  answerNext: (match: RegExp, reply: ServiceNowReply, times?: number) => void;
  /** Changes a record, raises its sys_mod_count and sets sys_updated_on a minute after all others. */
  edit: (table: string, sysId: string, change: Record<string, string>) => void;
  remove: (table: string, sysId: string) => void;
};

export type SampleServiceNow = {
  url: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  controls: SampleServiceNowControls;
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
  const { controls, takeReply } = createControls(context);
  const server = createServer((request, response) => {
    void (async () => {
      const address = `${request.method} ${request.url}`;
      controls.calls.push(address);
      controls.onCall?.(address);
      if (context.switches.latencyMs > 0) await wait(context.switches.latencyMs);
      const body = await readText(request);
      send(response, takeReply(address) ?? answer(context, request, body));
    })().catch(() => send(response, failure(500, 'The sample server failed', null)));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  context.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: context.origin,
    settings: { instance_url: context.origin, username: SAMPLE_INSTANCE_USER },
    credentials: { password: SAMPLE_INSTANCE_PASSWORD },
    controls,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(context: ServerContext, request: IncomingMessage, body: string): ServiceNowReply {
  const url = new URL(request.url ?? '/', context.origin);
  if (url.pathname === '/oauth_token.do' && request.method === 'POST') {
    return giveToken(context, new URLSearchParams(body));
  }
  if (!url.pathname.startsWith('/api/')) return webPage(context, url);
  const refused = refuse(context, request.headers.authorization);
  if (refused) return refused;
  const table = /^\/api\/now\/(?:v\d\/)?(table|stats)\/([^/]+)(?:\/([^/]+))?$/.exec(url.pathname);
  const [, api, name = '', sysId] = table ?? [];
  if (api === 'stats' && !sysId) return aggregate(context, name, url.searchParams);
  if (api === 'table' && sysId) {
    return readRecord(context, { table: name, sysId }, url.searchParams);
  }
  if (api === 'table') return listRecords(context, name, url.searchParams);
  return failure(400, 'Requested URI does not represent any resource', url.pathname);
}

function createControls(context: ServerContext) {
  const planned: { match: RegExp; reply: ServiceNowReply; left: number }[] = [];
  const controls: SampleServiceNowControls = {
    instance: context.instance,
    switches: context.switches,
    calls: [],
    onCall: null,
    answerNext: (match, reply, times = 1) => planned.push({ match, reply, left: times }),
    edit: (table, sysId, change) => {
      const row = rowOf(context.instance, table, sysId);
      if (!row) throw new Error(`no record ${table} ${sysId}`);
      const times = (context.instance.tables[table] ?? []).map((one) => one.sys_updated_on ?? '');
      const newest = times.toSorted().at(-1) ?? '';
      const count = String(Number(row.sys_mod_count) + 1);
      Object.assign(row, { sys_mod_count: count, sys_updated_on: moveTime(newest, 1) }, change);
    },
    remove: (table, sysId) => {
      const rows = context.instance.tables[table] ?? [];
      context.instance.tables[table] = rows.filter((row) => row.sys_id !== sysId);
    },
  };
  const takeReply = (address: string): ServiceNowReply | undefined => {
    const plan = planned.find(({ match, left }) => left > 0 && match.test(address));
    if (plan) plan.left -= 1;
    return plan?.reply;
  };
  return { controls, takeReply };
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function send(response: ServerResponse, reply: ServiceNowReply): void {
  response.writeHead(reply.status, {
    'content-type': 'application/json;charset=UTF-8',
    ...reply.headers,
  });
  response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body));
}
