import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before the app for judges that know no tokens: hands everything on as it is, with one. */
export async function startBearerProxy(target: string, token: string) {
  const { hostname, port } = new URL(target);
  const server = createServer((incoming, answer) => {
    const outgoing = request(
      {
        ...{ hostname, port, path: incoming.url, method: incoming.method },
        headers: { ...incoming.headers, authorization: `Bearer ${token}` },
      },
      (reply) => {
        answer.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(answer);
      },
    );
    outgoing.on('error', () => answer.destroy());
    answer.on('close', () => outgoing.destroy());
    incoming.pipe(outgoing);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
