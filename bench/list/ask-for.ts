import { Agent, request as open } from 'node:http';

export type Asked = { perSecond: number; p99Ms: number };
/** A GET without a body, else a POST unless it says otherwise. */
export type Request = {
  method?: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
};

/** Many clients that each ask again as soon as they are answered, for `durationMs`. */
export async function askFor(
  url: string,
  clients: readonly Record<string, string>[],
  durationMs: number,
): Promise<Asked> {
  return askEach(
    clients.map((headers) => () => ({ url, headers })),
    durationMs,
  );
}

/** The same with what each client asks next. */
export async function askEach(
  clients: readonly (() => Request)[],
  durationMs: number,
): Promise<Asked> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients.length });
  const times: number[] = [];
  const begin = performance.now();
  const ask = async (next: () => Request) => {
    while (performance.now() - begin < durationMs) {
      const asked = performance.now();
      await askOnce(next(), agent);
      times.push(performance.now() - asked);
    }
  };
  await Promise.all(clients.map(ask));
  const took = performance.now() - begin;
  agent.destroy();
  times.sort((a, b) => a - b);
  const p99Ms = times[Math.floor(times.length * 0.99)] ?? Number.NaN;
  return { perSecond: (times.length / took) * 1000, p99Ms };
}

/** Until the whole answer is there; throws when it is no success. */
export function askOnce(
  { url, headers, body, method = body === undefined ? 'GET' : 'POST' }: Request,
  agent?: Agent,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  open(url, { agent, headers, method }, (response) => {
    if (response.statusCode !== 200 && response.statusCode !== 202)
      reject(new Error(`${url} answered ${response.statusCode}`));
    response.resume().on('end', resolve).on('error', reject);
  })
    .on('error', reject)
    .end(body);
  return promise;
}
