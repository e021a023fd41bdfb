import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { addressGroup } from '../../platform/http/network.ts';

type Handle = (message: IncomingMessage, response: ServerResponse) => Promise<void>;

export type PassOptions = {
  /** The authorization server. */
  handle: Handle;
  publicUrl: string;
};

/** Whose request it is, for limits of the server's own; what a client sends by that name is replaced. */
export const NETWORK_HEADER = 'x-rita-network';

export type Passing = {
  request: FastifyRequest;
  reply: FastifyReply;
  /** Where the server has it, if that is elsewhere. */
  url?: string;
  /** What was read of it already. */
  body?: string;
};

const OWN_SESSION = /(?:^|;\s*)rita\.oauth(?:\.sig)?=[^;]*/g;

/** Hands a request to the server as if it had come to the address of `PUBLIC_URL`. */
export async function pass(
  { handle, publicUrl }: PassOptions,
  { request, reply, url = request.url, body }: Passing,
): Promise<FastifyReply> {
  const { protocol, host } = new URL(publicUrl);
  const { raw } = request;
  const headers: IncomingHttpHeaders = {
    ...raw.headers,
    host,
    'x-forwarded-host': host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-for': request.ip,
    [NETWORK_HEADER]: addressGroup(request.ip),
    // Who somebody is, our session says, each time anew; the server's own would go on after a sign-out.
    ...(raw.headers.cookie === undefined
      ? {}
      : { cookie: raw.headers.cookie.replaceAll(OWN_SESSION, '').replace(/^;\s*/, '') }),
    ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  };
  const message = body === undefined ? raw : withBody(raw, body);
  Object.defineProperty(message, 'headers', { value: headers, configurable: true });
  message.url = url;
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  await handle(message, reply.raw);
  return reply;
}

/** The same request with a body to be read once more. */
function withBody(raw: IncomingMessage, body: string): IncomingMessage {
  const { method, url, httpVersion, httpVersionMajor, httpVersionMinor, socket } = raw;
  const message = Readable.from([Buffer.from(body)], { objectMode: false });
  const facts = { method, url, httpVersion, httpVersionMajor, httpVersionMinor, socket };
  return Object.assign(message, facts, { connection: socket, complete: true }) as never;
}
