import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCertificate } from '@rita/test-kit';
import { buildConnector } from 'undici';
import type { FetchOptions } from '../src/platform/guarded-agent.ts';

type Answer =
  | Record<string, unknown>
  | ((request: IncomingMessage, response: ServerResponse) => void);

export const HOSTS = ['chat.example', 'claude.example', 'code.example', 'bad.example'];
/** Public to whoever looks, and never dialled: what the names lead to. */
const PUBLIC = '203.0.114.7';

/** The servers of assistants, as far as anybody asks them: pages at addresses of several hosts, over TLS. */
export async function startDocumentHost() {
  const pem = createCertificate(2, HOSTS);
  const pages = new Map<string, Answer>();
  const asked: string[] = [];
  const server = createServer({ key: pem, cert: pem }, (request, response) => {
    const address = `https://${request.headers.host}${request.url}`;
    asked.push(address);
    const page = pages.get(address);
    if (typeof page === 'function') page(request, response);
    else if (page === undefined) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(page));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const port = String((server.address() as AddressInfo).port);
  const connect = buildConnector({ ca: pem });
  const addresses = new Map<string, string[]>();
  const options: FetchOptions = {
    resolve: async (name) => addresses.get(name) ?? [PUBLIC],
    // What was checked is the name's address; here is where these servers really are.
    dial: (target, callback) => connect({ ...target, hostname: '127.0.0.1', port }, callback),
  };
  return {
    pages,
    asked,
    /** Where a name leads, when it is not a public address. */
    addresses,
    options,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
