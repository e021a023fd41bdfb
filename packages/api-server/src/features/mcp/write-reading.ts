import type { Db } from '../../platform/db/tables.ts';
import { shareBatches } from '../../platform/share-batches.ts';
import { insertAuditEventsOfMany, type NewAuditEvent } from '../audit/audit.store.ts';

/** Writes an entry down; resolves when it is there for good. */
export type WriteReading = (entry: NewAuditEvent & { organization_id: string }) => Promise<void>;

/** Assistants read many times a second: calls that are on their way together share one statement. */
export const createWriteReading = (db: Db): WriteReading =>
  shareBatches(async (entries) => {
    await insertAuditEventsOfMany(db, entries);
    return [];
  });
