import type { Db } from '../../platform/db/tables.ts';
import { listConnections } from '../data-sources/data-sources.store.ts';

/**
 * Tells whether a document is of a connection that the organization has: one that was removed a
 * moment ago may still be there, and a connector that answers for others must not be believed.
 */
export async function ownDocuments(
  db: Db,
  organizationId: string,
): Promise<(document: { connection_id: string }) => boolean> {
  const own = new Set((await listConnections(db, organizationId)).map(({ id }) => id));
  return (document) => own.has(document.connection_id);
}
