import { toStorableText } from '@rita/contracts';
import type { Db } from '../platform/db/tables.ts';
import type { Owner } from '../vault/vault.ts';
import { findRevisions } from './document.store.ts';

/**
 * Looks up the stored revision of one id. Ids that are asked for at the same time are looked up
 * together: a driver asks for each of its twenty thousand items.
 */
export function createRevisionLookup(db: Db, owner: Owner) {
  let batch: { ids: string[]; found: Promise<Map<string, string>> } | undefined;
  return async (externalId: string): Promise<string | undefined> => {
    batch ??= openBatch();
    batch.ids.push(externalId);
    return (await batch.found).get(toStorableText(externalId));
  };

  function openBatch() {
    const ids: string[] = [];
    const found = Promise.resolve().then(() => {
      batch = undefined;
      return findRevisions(db, owner, ids);
    });
    return { ids, found };
  }
}
