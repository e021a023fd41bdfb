import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { closeServer, listenOnLoopback, parseJson, readText } from '../loopback-server.ts';
import { type CallNoting, noteCalls } from '../note-calls.ts';
import { answerBrave } from './brave.ts';
import { demoWeb } from './demo/demo-web.ts';
import { answerSearxng } from './searxng.ts';
import type { WebReply, WebsearchServerContext } from './server-context.ts';
import { DEFAULT_SWITCHES, type SampleWebsearchSwitches } from './switches.ts';
import { answerTavily } from './tavily.ts';
import type { SampleWeb, SampleWebPage } from './web.ts';
import { answerWebPage, SITES } from './web-pages.ts';

export type SampleWebsearchOptions = CallNoting & {
  /** 0 (the default) takes a free port. */
  port?: number;
  switches?: Partial<SampleWebsearchSwitches>;
  web?: SampleWeb;
  /** Results name `https://tea-atlas.example/…`; who reads them has to be led here. */
  realDomains?: boolean;
};

export type SampleWebsearch = {
  url: string;
  /** Of a connection to the SearXNG server of the sample, which needs no key. */
  settings: Record<string, unknown>;
  credentials: Record<string, string>;
  controls: {
    web: SampleWeb;
    switches: SampleWebsearchSwitches;
    /** Method, path and query of each call so far. */
    calls: string[];
    addressOf: (page: SampleWebPage) => string;
    /** Whether a person can open the page at an address: anybody can open what is not closed. */
    mayOpen: (person: { address: string }, address: string) => boolean;
    /** Answers each call that matches with this, until the function that it gives is called. */
    answerWith: (match: RegExp, reply: WebReply) => () => void;
  };
  close: () => Promise<void>;
};

/**
 * Starts SearXNG, Brave and Tavily on one loopback port, each at its own paths, over a made-up web
 * whose pages it serves too.
 */
export async function startSampleWebsearch(
  options: SampleWebsearchOptions = {},
): Promise<SampleWebsearch> {
  let origin = '';
  const context: WebsearchServerContext = {
    web: options.web ?? demoWeb(),
    switches: { ...DEFAULT_SWITCHES, ...options.switches },
    addressOf: ({ domain, path }) =>
      options.realDomains ? `https://${domain}${path}` : `${origin}${SITES}${domain}${path}`,
    braveCalls: 0,
  };
  const calls: string[] = [];
  const note = noteCalls(options);
  const planned: { match: RegExp; reply: WebReply }[] = [];
  const server = createServer((request, response) => {
    note(calls, `${request.method} ${request.url}`);
    const plan = planned.find(({ match }) => match.test(request.url ?? ''));
    const answer = plan ? Promise.resolve(plan.reply) : answerRequest(context, request);
    answer
      .then((reply) => send(response, reply))
      .catch(() => send(response, { status: 500, body: { error: 'sample server failed' } }));
  });
  origin = await listenOnLoopback(server, options.port ?? 0);
  return {
    url: origin,
    // On this machine, so only EGRESS_ALLOW makes it reachable.
    settings: {
      provider: 'searxng',
      url: origin,
      queries: DEMO_QUERIES,
      internal_pages: 'everyone',
    },
    credentials: {},
    controls: {
      web: context.web,
      switches: context.switches,
      calls,
      addressOf: context.addressOf,
      mayOpen: (_, address) =>
        context.web.pages.some((page) => !page.closed && context.addressOf(page) === address),
      answerWith: (match, reply) => {
        const plan = { match, reply };
        planned.unshift(plan);
        return () => planned.splice(planned.indexOf(plan), 1);
      },
    },
    close: () => closeServer(server),
  };
}

const DEMO_QUERIES = ['green tea', 'customs duty on tea', 'food safety tea', 'brewing water'];

async function answerRequest(
  context: WebsearchServerContext,
  request: IncomingMessage,
): Promise<WebReply> {
  const url = new URL(request.url ?? '/', 'http://sample');
  const body = await readBody(request);
  const call = { method: request.method ?? 'GET', url, headers: request.headers, body };
  return (
    answerTavily(context, call) ??
    answerBrave(context, call) ??
    answerSearxng(context, call) ??
    answerWebPage(context, url.pathname)
  );
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const text = await readText(request);
  const isForm = text !== '' && request.headers['content-type']?.includes('form');
  return isForm ? new URLSearchParams(text) : parseJson(text);
}

function send(response: ServerResponse, reply: WebReply): void {
  const isRaw = typeof reply.body === 'string' || reply.body instanceof Uint8Array;
  const type = isRaw ? 'text/html; charset=utf-8' : 'application/json';
  response.writeHead(reply.status, { 'content-type': type, ...reply.headers });
  response.end(isRaw ? reply.body : JSON.stringify(reply.body));
}
