import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { findSecret, formsOf } from './forms.ts';

export type EchoFront = {
  url: string;
  /** The secrets that were seen here: those that were sent at all. */
  seen: Set<string>;
  close: () => Promise<void>;
};

/**
 * Stands in front of a sample source and passes everything on, but for what holds one of the
 * secrets: that is refused, as carelessly as some servers do it, with the secret in every form in
 * each field that people are shown, and the request once more beside them.
 */
export async function startEchoFront(
  target: string,
  {
    secrets,
    wait,
  }: { secrets: () => string[]; wait: (secret: string) => Promise<void> | undefined },
): Promise<EchoFront> {
  const seen = new Set<string>();
  let turn = 0;
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const secret = secrets().find((one) => isIn(request, body, one));
    if (secret === undefined) return passOn(target, { request, body, response });
    seen.add(secret);
    await wait(secret);
    response.writeHead(401, {
      'content-type': 'application/json',
      'x-echo': encodeURIComponent(secret),
    });
    response.end(JSON.stringify(echoOf({ secret, turn, request, body })));
    turn += 1;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function isIn(request: IncomingMessage, body: Buffer, secret: string): boolean {
  const head = Buffer.from(`${request.url} ${request.rawHeaders.join(' ')} `);
  return findSecret(Buffer.concat([head, body]), secret).length > 0;
}

function echoOf(given: {
  secret: string;
  turn: number;
  request: IncomingMessage;
  body: Buffer;
}): object {
  const { secret, turn, request, body } = given;
  const forms = textForms(secret);
  const first = turn % forms.length;
  return {
    error: 'invalid_client',
    // What is shown is cut, so each refusal begins with another form.
    message: `refused: ${[...forms.slice(first), ...forms.slice(0, first)].join(' ')}`,
    error_description: forms.join(' '),
    reason: request.headers.authorization,
    request: { headers: request.headers, body: body.toString() },
  };
}

/** In which a JSON answer can hold a secret. */
export function textForms(secret: string): string[] {
  return formsOf(secret)
    .filter(({ name }) => !name.startsWith('UTF-16'))
    .map(({ bytes }) => bytes.toString());
}

async function passOn(
  target: string,
  given: { request: IncomingMessage; body: Buffer; response: ServerResponse },
): Promise<void> {
  const { request, body, response } = given;
  const { host: _, connection: __, 'content-length': ___, ...headers } = request.headers;
  const answer = await fetch(new URL(request.url ?? '/', target), {
    method: request.method ?? 'GET',
    headers: headers as Record<string, string>,
    redirect: 'manual',
    ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
  });
  const type = answer.headers.get('content-type') ?? 'text/plain';
  response.writeHead(answer.status, { 'content-type': type });
  response.end(Buffer.from(await answer.arrayBuffer()));
}
