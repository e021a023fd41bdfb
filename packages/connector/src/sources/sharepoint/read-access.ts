import type { AccessPage } from '../source-access.ts';

/** Nothing is mirrored yet, so nobody finds anything. */
export async function* readAccess(): AsyncIterable<AccessPage> {
  yield { checkpoint: null, end: { people: false, documents: false } };
}
