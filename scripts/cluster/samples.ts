import { findFreePort } from '@rita/test-kit';
import type { Parts } from './group.ts';
import { startMember } from './member.ts';

/**
 * The sample sources in a process of their own.
 *
 * @returns where they are listed, and their addresses: loopback, which the connector calls only
 *   where it is told to
 */
export async function openSamples(parts: Parts): Promise<{ listing: string; origins: string[] }> {
  const port = await findFreePort();
  const listing = `http://127.0.0.1:${port}/`;
  const member = await startMember({
    name: 'sample-sources',
    script: 'packages/sample-sources/src/main.ts',
    url: listing,
    env: { ...parts.common, PORT: String(port) },
    ready: /are listed at/,
    say: parts.say,
    signal: parts.signal,
  });
  parts.resources.add('samples', member.stop);
  const text = await (await fetch(listing)).text();
  const origins = text.match(/http:\/\/127\.0\.0\.1:\d+/g) ?? [];
  return { listing, origins: [...new Set(origins)] };
}
