import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server behind a balancer, in a test. */
export type NamedServer = {
  url: string;
  /** What it says of its readiness, and the requests that it was sent beside that question. */
  state: { isReady: boolean; seen: string[] };
  end: () => void;
};

/** Answers with its name, or what `handle` makes of a request. */
export async function startNamedServer(
  name: string,
  handle: RequestListener = (_request, response) => response.end(name),
): Promise<NamedServer> {
  const state = { isReady: true, seen: [] as string[] };
  const server = createServer((request, response) => {
    if (request.url?.endsWith('/ready')) {
      response.writeHead(state.isReady ? 200 : 503).end();
      return;
    }
    state.seen.push(`${request.method} ${request.url}`);
    handle(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    state,
    end: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
