import { Agent, get } from 'node:http';

export type Asked = { perSecond: number; p99Ms: number };

/** Many clients that each ask again as soon as they are answered, for `durationMs`. */
export async function askFor(
  url: string,
  clients: readonly Record<string, string>[],
  durationMs: number,
): Promise<Asked> {
  const agent = new Agent({ keepAlive: true, maxSockets: clients.length });
  const times: number[] = [];
  const begin = performance.now();
  const ask = async (headers: Record<string, string>) => {
    while (performance.now() - begin < durationMs) {
      const asked = performance.now();
      await once(url, headers, agent);
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

function once(url: string, headers: Record<string, string>, agent: Agent): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  get(url, { agent, headers }, (response) => {
    if (response.statusCode !== 200) reject(new Error(`${url} answered ${response.statusCode}`));
    response.resume().on('end', resolve).on('error', reject);
  }).on('error', reject);
  return promise;
}
