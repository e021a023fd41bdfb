import { SourceError } from '../source.ts';
import type { ConfluenceClient, Space } from './client.ts';
import { isOffered } from './verify.ts';

/** The order is that of the keys, so that a sync which goes on knows what lies behind it. */
export async function chooseSpaces(client: ConfluenceClient, chosen: readonly string[]) {
  const spaces = new Map<string, Space>();
  for await (const some of client.listSpaces(chosen.length > 0 ? chosen : undefined)) {
    for (const space of some) {
      if (chosen.length > 0 || isOffered(space)) spaces.set(space.key, space);
    }
  }
  const sorted = [...spaces.values()].toSorted((one, other) => compareKeys(one.key, other.key));
  return { spaces: sorted, missing: chosen.filter((key) => !spaces.has(key)) };
}

export function compareKeys(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

export function missingSpaces(keys: readonly string[]): SourceError {
  return new SourceError(
    'not_found',
    `Spaces that are chosen but not there any more, or hidden from the account: ${keys.slice(0, 10).join(', ')}. Take them out of the selection, or give the account access again.`,
  );
}
