import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Target, watchTargets } from './watch-targets.ts';

export type LoadBalancer = {
  url: string;
  /** Whether it sends requests there. */
  isServing: (target: string) => boolean;
  close: () => Promise<void>;
};

/** Of one connection, not of the message: RFC 9110, 7.6.1. */
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/**
 * One address for several servers: each request goes to the next one that says it is ready. An
 * answer is passed on as it comes, so that streams are not held back.
 *
 * @param options.targets addresses as `http://127.0.0.1:3000`
 * @param options.readyPath answers 200 when the server wants requests; asked twice a second
 */
export async function startLoadBalancer(options: {
  port: number;
  targets: string[];
  readyPath: string;
}): Promise<LoadBalancer> {
  const watch = watchTargets(options.targets, options.readyPath);
  const server = createServer((incoming, answer) => {
    void passOn({ incoming, answer, choices: watch.choose() });
  });
  // Streams live for hours, and a browser's silence is no reason to end them.
  server.requestTimeout = 0;
  server.listen(options.port, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    isServing: watch.isReady,
    close: async () => {
      watch.stop();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

type Exchange = { incoming: IncomingMessage; answer: ServerResponse; choices: Target[] };

/** Another server is tried only where the first cannot have begun to act on the request. */
async function passOn({ incoming, answer, choices }: Exchange): Promise<void> {
  for (const target of choices) {
    const outcome = await tryTarget(target, incoming, answer);
    if (outcome === 'passed on') return;
    target.isReady = false;
    if (outcome === 'broken' && !isHarmless(incoming)) return refuse(answer, 502);
  }
  refuse(answer, 503);
}

type Outcome = 'passed on' | 'not reached' | 'broken';

function tryTarget(
  target: Target,
  incoming: IncomingMessage,
  answer: ServerResponse,
): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  let isReached = false;
  // A connection of its own for each request: one kept open may close as it is used.
  const outgoing = request(target.url, {
    path: incoming.url ?? '/',
    method: incoming.method ?? 'GET',
    headers: forwardedHeaders(incoming),
    agent: false,
  });
  outgoing.on('socket', (socket) => {
    socket.once('connect', () => {
      isReached = true;
      socket.setNoDelay(true);
      if (isHarmless(incoming)) outgoing.end();
      else incoming.pipe(outgoing);
    });
  });
  outgoing.on('response', (response) => {
    resolve('passed on');
    copyAnswer(response, answer);
  });
  outgoing.on('error', () => resolve(isReached ? 'broken' : 'not reached'));
  answer.once('close', () => {
    outgoing.destroy();
    resolve('passed on');
  });
  return promise;
}

function isHarmless({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function copyAnswer(response: IncomingMessage, answer: ServerResponse): void {
  answer.writeHead(response.statusCode ?? 502, endToEnd(response.headers));
  answer.flushHeaders();
  answer.socket?.setNoDelay(true);
  response.pipe(answer);
  // Half an answer must not look like a whole one.
  response.on('error', () => answer.destroy());
  response.on('aborted', () => answer.destroy());
}

function forwardedHeaders(incoming: IncomingMessage): OutgoingHttpHeaders {
  const before = incoming.headers['x-forwarded-for'];
  const client = incoming.socket.remoteAddress ?? '';
  return {
    ...endToEnd(incoming.headers),
    'x-forwarded-for': before === undefined ? client : `${before}, ${client}`,
    'x-forwarded-proto': 'http',
    connection: 'close',
  };
}

function endToEnd(headers: IncomingMessage['headers']): OutgoingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !HOP_BY_HOP.has(name)));
}

function refuse(answer: ServerResponse, status: 502 | 503): void {
  if (answer.headersSent || answer.destroyed) return;
  answer.writeHead(status, { 'content-type': 'text/plain', 'retry-after': '1' });
  answer.end(status === 502 ? 'The server broke off.\n' : 'No server is ready.\n');
}
