import type { Db } from '../../platform/db/tables.ts';
import { listConnections } from '../data-sources/data-sources.store.ts';

/** The connections that the organization has now. */
export async function listOwnConnections(
  db: Db,
  organizationId: string,
): Promise<ReadonlySet<string>> {
  return new Set((await listConnections(db, organizationId)).map(({ id }) => id));
}

/**
 * Tells whether a document is of a connection that the organization has: one that was removed a
 * moment ago may still be there, and a connector that answers for others must not be believed.
 */
export function isOfAny(own: ReadonlySet<string>) {
  return (document: { connection_id: string }): boolean => own.has(document.connection_id);
}
