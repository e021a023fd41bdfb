import { type FetchOptions, openGuardedAgent } from '../../platform/guarded-agent.ts';

export type GuardedFetch = {
  fetch: (url: string | URL) => Promise<Response>;
  close: () => Promise<void>;
};

const TIMEOUT_MS = 2_500;
const MAX_BYTES = 64 * 1024;

/**
 * Fetches what clients publish of themselves, which is an address that anybody may name: https at
 * its own port of a public address, looked up once and dialled as checked, no redirects, few bytes,
 * little time.
 *
 * @throws Error for all that is none of that
 */
export function createGuardedFetch(options: FetchOptions = {}): GuardedFetch {
  const agent = openGuardedAgent(options, {
    mayDial: ({ port }, isPublic) => port === 443 && isPublic,
  });
  return {
    async fetch(url) {
      const { protocol, username, password } = new URL(url);
      if (protocol !== 'https:' || username !== '' || password !== '') {
        throw new Error('the address is not plain https');
      }
      const headers = { accept: 'application/json', 'user-agent': 'rita-data-sources' };
      const answer = await agent.request(url, { method: 'GET', headers, timeoutMs: TIMEOUT_MS });
      const body = await readSmall(answer.body);
      const control = [answer.headers['cache-control'] ?? []].flat().join(', ');
      return new Response(hasBody(answer.statusCode) ? body : null, {
        status: answer.statusCode < 200 ? 502 : answer.statusCode,
        headers: {
          'content-type': 'application/json',
          ...(control === '' ? {} : { 'cache-control': control }),
        },
      });
    },
    close: agent.close,
  };
}

async function readSmall(body: AsyncIterable<Buffer>): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    // Leaving the loop destroys the connection.
    if (size > MAX_BYTES) throw new Error('the answer is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function hasBody(status: number): boolean {
  return status !== 204 && status !== 205 && status !== 304;
}
