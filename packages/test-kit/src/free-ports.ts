import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Below those that systems hand out by themselves (Linux from 32768, others from 49152), so that
 * no connection and no `listen(0)` takes a port between its being found and its being used.
 */
const FIRST_PORT = 20_000;
const AFTER_LAST_PORT = 32_000;

const MOST_TRIES = 1_000;

/** What this process was given already: a server that restarts wants its port back. */
const given = new Set<number>();

/** Ports that nobody listens on at the loopback addresses, all different, none given before. */
export async function findFreePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let tries = 0; ports.length < count; tries += 1) {
    if (tries === MOST_TRIES) throw new Error('no port is free');
    const port = randomInt(FIRST_PORT, AFTER_LAST_PORT);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

export async function findFreePort(): Promise<number> {
  const [port = 0] = await findFreePorts(1);
  return port;
}

/** Of both families: who listens on one of them would answer to `localhost`. */
async function isFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '::1'));
}

async function canListen(port: number, host: string): Promise<boolean> {
  const server = createServer();
  try {
    server.listen({ port, host, exclusive: true });
    await once(server, 'listening');
  } catch (error) {
    // A machine without IPv6 has nobody listening there.
    return (error as NodeJS.ErrnoException).code === 'EADDRNOTAVAIL';
  }
  server.close();
  await once(server, 'close');
  return true;
}
