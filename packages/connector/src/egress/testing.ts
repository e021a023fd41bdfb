import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseEgressAllow } from './address-rules.ts';
import { createEgress } from './egress.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A server on loopback under two names, and the guarded client that may call both. */
export async function startLoopback() {
  let handle: Handler = (_, response) => response.end();
  const server = createServer((request, response) => handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const egress = createEgress({
    rules: parseEgressAllow('http://127.0.0.1,http://other.example'),
    resolve: async () => ['127.0.0.1'],
  });
  const waits: (Date | null)[] = [];
  const controller = new AbortController();
  return {
    base: `http://127.0.0.1:${port}`,
    otherBase: `http://other.example:${port}`,
    egress,
    http: egress.openHttp({ signal: controller.signal, onWaiting: (until) => waits.push(until) }),
    waits,
    answer: (next: Handler) => {
      handle = next;
    },
    close: async () => {
      await egress.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
