import { once } from 'node:events';
import { type AddressInfo, createServer, connect as dial, type Socket } from 'node:net';

/** A TCP proxy on a free loopback port that can be made to behave badly. */
export type ChaosProxy = {
  port: number;
  /** `url` with this proxy's host and port in place of the target's. */
  through: (url: string) => string;
  /** Delays each packet, both ways, from now on. */
  setLatency: (ms: number) => void;
  /** Swallows everything, both ways, and closes nothing: a half-open link. */
  blackHole: () => void;
  /** Ends all connections with a reset. New ones are taken. */
  reset: () => void;
  /** Ends all connections, and refuses new ones until `heal`. */
  cut: () => void;
  /** From now on everything passes again; connections that lost bytes are reset. */
  heal: () => void;
  /** How many connections there are now. */
  count: () => number;
  close: () => Promise<void>;
};

type Mode = 'pass' | 'black_hole' | 'cut';

export async function openChaosProxy(target: { host: string; port: number }): Promise<ChaosProxy> {
  const pairs = new Set<[Socket, Socket]>();
  let mode: Mode = 'pass';
  let latencyMs = 0;

  const server = createServer({ noDelay: true }, (near) => {
    if (mode === 'cut') {
      near.resetAndDestroy();
      return;
    }
    const far = dial({ ...target, noDelay: true });
    const pair: [Socket, Socket] = [near, far];
    pairs.add(pair);
    for (const [from, to] of [pair, pair.toReversed()] as [Socket, Socket][]) {
      from.on('error', () => {});
      from.on('close', () => {
        pairs.delete(pair);
        if (mode !== 'black_hole') to.destroy();
      });
      from.on('data', (chunk) => forward(to, chunk));
    }
  });

  function forward(to: Socket, chunk: Buffer) {
    if (mode === 'black_hole') return;
    if (latencyMs === 0) to.write(chunk);
    else setTimeout(() => to.write(chunk), latencyMs);
  }

  function reset() {
    for (const [near, far] of pairs) {
      near.resetAndDestroy();
      far.destroy();
    }
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    through: (url) => Object.assign(new URL(url), { hostname: '127.0.0.1', port }).href,
    setLatency: (ms) => {
      latencyMs = ms;
    },
    blackHole: () => {
      mode = 'black_hole';
    },
    reset,
    cut: () => {
      mode = 'cut';
      reset();
    },
    heal: () => {
      if (mode === 'black_hole') reset();
      mode = 'pass';
    },
    count: () => pairs.size,
    close: async () => {
      mode = 'cut';
      reset();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A proxy in front of the broker that this URL names. */
export function openChaosProxyFor(amqpUrl: string): Promise<ChaosProxy> {
  const { hostname, port } = new URL(amqpUrl);
  return openChaosProxy({ host: hostname, port: Number(port || 5672) });
}
