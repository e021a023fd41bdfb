import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

export type StandingHeaders = Readonly<Record<string, string>>;

/**
 * Puts headers on every answer of a server, whoever gives it: a route, an error, a file, a stream.
 * What answers may replace them.
 */
export function setStandingHeaders(server: Server, headers: StandingHeaders): void {
  const entries = Object.entries(headers);
  const take = (_: IncomingMessage, response: ServerResponse) => {
    for (const [name, value] of entries) response.setHeader(name, value);
  };
  server.prependListener('request', take);
  // An expectation that nobody knows may be ignored (RFC 9110, 10.1.1); left alone, Node answers
  // 417 by itself, without a word or a header of ours.
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
}

/** Why what came over a connection could not be read as a request. */
export type Unreadable = 'malformed' | 'headers_too_large' | 'timed_out';

const UNREADABLE: Record<string, Unreadable> = {
  HPE_HEADER_OVERFLOW: 'headers_too_large',
  ERR_HTTP_REQUEST_TIMEOUT: 'timed_out',
};

type AnswerUnreadable = (kind: Unreadable) => { status: number; contentType: string; body: string };

/**
 * Answers what no request could be made of with these headers and ends the connection, for there
 * is no telling where the next request on it would begin. To be given to Fastify as
 * `clientErrorHandler`.
 */
export function answerUnreadable(headers: StandingHeaders, answer: AnswerUnreadable) {
  return (error: Error & { code?: string }, socket: Socket): void => {
    if (canBeAnswered(error, socket)) {
      const { status, contentType, body } = answer(UNREADABLE[error.code ?? ''] ?? 'malformed');
      const lines = Object.entries({
        ...headers,
        connection: 'close',
        'content-length': Buffer.byteLength(body),
        'content-type': contentType,
      }).map(([name, value]) => `${name}: ${value}\r\n`);
      socket.write(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n${body}`);
    }
    socket.destroySoon();
  };
}

/** Not when the other side is gone, nor in the middle of an answer to the request before. */
function canBeAnswered(error: { code?: string }, socket: Socket): boolean {
  // Node keeps it there; its own handler of such errors looks at it, too.
  const { _httpMessage: current } = socket as { _httpMessage?: { _headerSent?: boolean } | null };
  return error.code !== 'ECONNRESET' && socket.writable && !current?._headerSent;
}
