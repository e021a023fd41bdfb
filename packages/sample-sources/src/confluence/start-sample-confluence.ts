import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { closeServer, listenOnLoopback, readJson } from '../loopback-server.ts';
import { type CallNoting, noteCalls } from '../note-calls.ts';
import { answerCall, type RawCall } from './answer-call.ts';
import { answerMedia } from './attachments.ts';
import { demoSite } from './demo/demo-site.ts';
import { mayOpen } from './may-open.ts';
import {
  type Reply,
  SAMPLE_ACCESS_TOKEN,
  SAMPLE_API_TOKEN,
  SAMPLE_EMAIL,
  type ServerContext,
} from './server-context.ts';
import type { SampleContent, SampleSite } from './site.ts';
import {
  DEFAULT_SWITCHES,
  type SampleConfluenceEdition,
  type SampleConfluenceSwitches,
} from './switches.ts';

export type SampleConfluenceOptions = CallNoting & {
  /** 0 (the default) takes a free port. */
  port?: number;
  edition?: SampleConfluenceEdition;
  switches?: Partial<SampleConfluenceSwitches>;
  content?: SampleSite;
  /** Context path of a Data Center, for example `/confluence`. */
  contextPath?: string;
};

/** For tests: looks at what was asked and changes what is answered, at any time. */
export type SampleConfluenceControls = {
  site: SampleSite;
  switches: SampleConfluenceSwitches;
  /** Method, path and query of each call so far; no headers. */
  calls: string[];
  /** The same, of the host that files come from. */
  mediaCalls: string[];
  /** Told of each call before it is answered, to change something at that very moment. */
  onCall: ((call: string) => void) | null;
  /** Answers the next calls that match with this, instead of the right thing. */
  answerNext: (match: RegExp, reply: Reply, times?: number) => void;
  edit: (id: string, change: Partial<SampleContent>) => void;
  remove: (id: string) => void;
  /** The site's own verdict on whether somebody opens a page, or a file of it (`<page>/<file>`). */
  mayOpen: (person: { address: string }, externalId: string) => boolean;
};

export type SampleConfluence = {
  url: string;
  /** Host that files come from. */
  mediaUrl: string;
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  controls: SampleConfluenceControls;
  /** Answers a call without a network between; `request.url` begins with the path. */
  answer: (request: RawCall['request'], body: unknown) => Reply;
  /** The same of the host that files come from. */
  answerFile: (path: string, authorization?: string) => Reply;
  close: () => Promise<void>;
};

/** Starts a faithful Confluence on a loopback port, filled with a made-up company's pages. */
export async function startSampleConfluence(
  options: SampleConfluenceOptions = {},
): Promise<SampleConfluence> {
  const edition = options.edition ?? 'cloud';
  const contextPath = edition === 'cloud' ? '/wiki' : (options.contextPath ?? '');
  const context: ServerContext = {
    edition,
    site: options.content ?? demoSite(),
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    webBase: '',
    mediaOrigin: '',
  };
  const { controls, takeReply } = createControls(context);
  const note = noteCalls(options);
  const answer = (request: RawCall['request'], body: unknown): Reply =>
    answerCall(context, { request, body, contextPath });
  const server = createServer((request, response) => {
    void (async () => {
      const address = `${request.method} ${request.url}`;
      note(controls.calls, address);
      controls.onCall?.(address);
      if (context.switches.latencyMs > 0) await wait(context.switches.latencyMs);
      const body = await readJson(request);
      send(response, takeReply(address) ?? answer(request, body));
    })().catch(() => send(response, { status: 500, body: { message: 'sample server failed' } }));
  });
  const answerFile = (path: string, authorization?: string): Reply => {
    note(controls.mediaCalls, `GET ${path}`);
    return answerMedia(context, new URL(path, context.mediaOrigin), authorization);
  };
  const media = createServer((request, response) =>
    send(response, answerFile(request.url ?? '/', request.headers.authorization)),
  );
  const origin = await listenOnLoopback(server, options.port ?? 0);
  context.mediaOrigin = await listenOnLoopback(media, 0);
  context.webBase = `${origin}${contextPath}`;
  const url = edition === 'cloud' ? origin : context.webBase;
  return {
    url,
    mediaUrl: context.mediaOrigin,
    ...accessTo(edition, url),
    controls,
    answer: (request, body) => {
      const address = `${request.method} ${request.url}`;
      note(controls.calls, address);
      return takeReply(address) ?? answer(request, body);
    },
    answerFile,
    close: async () => {
      await Promise.all([closeServer(server), closeServer(media)]);
    },
  };
}

function accessTo(edition: SampleConfluenceEdition, url: string) {
  return edition === 'cloud'
    ? { settings: { url, email: SAMPLE_EMAIL }, credentials: { api_token: SAMPLE_API_TOKEN } }
    : { settings: { url }, credentials: { personal_access_token: SAMPLE_ACCESS_TOKEN } };
}

function createControls(context: ServerContext) {
  const planned: { match: RegExp; reply: Reply; left: number }[] = [];
  const controls: SampleConfluenceControls = {
    site: context.site,
    switches: context.switches,
    calls: [],
    mediaCalls: [],
    onCall: null,
    answerNext: (match, reply, times = 1) => planned.push({ match, reply, left: times }),
    edit: (id, change) => {
      const item = context.site.content.find((candidate) => candidate.id === id);
      if (!item) throw new Error(`no content ${id}`);
      const version = { ...item.version, number: item.version.number + 1 };
      Object.assign(item, { version }, change);
    },
    remove: (id) => {
      const item = context.site.content.find((candidate) => candidate.id === id);
      if (item) item.status = 'trashed';
    },
    mayOpen: (person, externalId) => mayOpen(context, person, externalId),
  };
  const takeReply = (address: string): Reply | undefined => {
    const plan = planned.find(({ match, left }) => left > 0 && match.test(address));
    if (plan) plan.left -= 1;
    return plan?.reply;
  };
  return { controls, takeReply };
}

function send(response: ServerResponse, reply: Reply): void {
  if (reply.body instanceof Uint8Array) {
    response.writeHead(reply.status, reply.headers);
    response.end(reply.body);
    return;
  }
  const isText = typeof reply.body === 'string';
  response.writeHead(reply.status, {
    'content-type': isText ? 'text/plain;charset=UTF-8' : 'application/json;charset=UTF-8',
    ...reply.headers,
  });
  response.end(isText ? (reply.body as string) : JSON.stringify(reply.body));
}
