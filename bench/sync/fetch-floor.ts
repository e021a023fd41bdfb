import type { SampleSource } from '@rita/contracts';

/** Connections that the connector opens to one host at most. */
const CONCURRENCY = 8;

/**
 * What merely fetching costs: the calls that a sync made, once more and in their order, with bare
 * `fetch`, as many at a time; nothing is parsed, converted or stored.
 *
 * @param calls method, path and query of each
 * @returns seconds
 */
export async function fetchAgain(
  url: string,
  credentials: Pick<SampleSource, 'settings' | 'credentials'>,
  calls: readonly string[],
): Promise<number> {
  const { email } = credentials.settings;
  const secret = `${email}:${credentials.credentials.api_token}`;
  const headers = { authorization: `Basic ${Buffer.from(secret).toString('base64')}` };
  const queue = calls.filter((call) => call.startsWith('GET ')).values();
  const startedAt = performance.now();
  const worker = async () => {
    for (const call of queue) {
      const answer = await fetch(url + call.slice('GET '.length), { headers });
      if (!answer.ok) throw new Error(`the sample answered ${answer.status} to ${call}`);
      await answer.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return (performance.now() - startedAt) / 1_000;
}
