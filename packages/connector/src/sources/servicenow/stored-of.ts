import type { SyncRequest } from '../source.ts';
import { externalIdOf } from './part.ts';

export type Stored = {
  knownDocuments: (
    ...asked: Parameters<SyncRequest['knownDocuments']>
  ) => Promise<{ externalId: string }[]>;
};

const KNOWN_AT_ONCE = 1_000;

/** Ids of stored documents of one table. */
export async function* storedOf(
  { knownDocuments }: Stored,
  table: string,
): AsyncIterable<string[]> {
  const prefix = externalIdOf(table, '');
  for (let after = prefix; ; ) {
    const known = await knownDocuments(after, KNOWN_AT_ONCE);
    const own = known.map(({ externalId }) => externalId).filter((id) => id.startsWith(prefix));
    if (own.length > 0) yield own;
    if (own.length < KNOWN_AT_ONCE) return;
    after = own.at(-1) ?? prefix;
  }
}
