import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  type Server,
  ServerResponse,
  STATUS_CODES,
} from 'node:http';
import type { Socket } from 'node:net';

export type StandingHeaders = Readonly<Record<string, string>>;

type GivenHeaders = OutgoingHttpHeaders | OutgoingHttpHeader[];

/**
 * Responses that have these headers, whoever answers: a route, an error, a file, a stream. What
 * answers may replace them. To be given to Fastify as `http.ServerResponse`.
 *
 * They are added when the head is written. Set with each request, Node would check them each time,
 * and keep them beside the head for as long as a response is open.
 *
 * @param standing by names in lower case
 */
export function responsesWith(standing: StandingHeaders): typeof ServerResponse {
  return class<Request extends IncomingMessage> extends ServerResponse<Request> {
    override writeHead(
      status: number,
      reason?: string | GivenHeaders,
      headers?: GivenHeaders,
    ): this {
      const given = (typeof reason === 'string' ? headers : (headers ?? reason)) ?? {};
      const isFirst = this.getHeaderNames().length === 0;
      const merged = isFirst ? mergeByName(standing, given) : undefined;
      if (merged === undefined) setMissing(this, standing);
      const sent = merged ?? given;
      return typeof reason === 'string'
        ? super.writeHead(status, reason, sent)
        : super.writeHead(status, sent);
    }
  };
}

/** Undefined where only Node can tell which are the same: of lists, and of names in capitals. */
function mergeByName(
  standing: StandingHeaders,
  given: GivenHeaders,
): OutgoingHttpHeaders | undefined {
  if (Array.isArray(given)) return undefined;
  const isPlain = Object.keys(given).every((name) => name === name.toLowerCase());
  return isPlain ? { ...standing, ...given } : undefined;
}

/** What is given with the head replaces what was set. */
function setMissing(response: ServerResponse, standing: StandingHeaders): void {
  for (const [name, value] of Object.entries(standing)) {
    if (!response.hasHeader(name)) response.setHeader(name, value);
  }
}

/**
 * An expectation that nobody knows may be ignored (RFC 9110, 10.1.1); left alone, Node answers 417 by
 * itself, without a word.
 */
export function ignoreExpectations(server: Server): void {
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
