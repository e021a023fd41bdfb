import { listKnown } from '../documents/document.store.ts';
import { createRevisionLookup } from '../documents/known-revisions.ts';
import type { Db } from '../platform/db/tables.ts';
import { findCursor } from '../runs/cursor.store.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { SyncRequest } from '../sources/source.ts';

/** A run, and the credentials it reads with. */
export type Origin = Run & { credentialSetId: string };

/** What a driver is told of what is stored already. */
export async function syncRequestOf(db: Db, origin: Origin): Promise<SyncRequest> {
  const owner = ownerOf(origin);
  return {
    checkpoint: origin.checkpoint,
    cursor: await findCursor(db, origin),
    knownRevision: createRevisionLookup(db, owner),
    knownDocuments: (after, limit) => listKnown(db, owner, { after, limit }),
  };
}
