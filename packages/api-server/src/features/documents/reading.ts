import type { Reading } from '@rita/contracts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { readsAccess } from '../connector/reads-access.ts';
import { readerOf } from '../people/people.store.ts';

/** What the connector is told of whoever asks for documents, and what of its answer counts. */
export type AskedReading = {
  reading: Reading;
  /** Whether the connector itself keeps to what the reader may read. */
  isTrimmed: boolean;
};

type Deps = { db: Kysely<Tables>; connector: Pick<ConnectorClient, 'introduce'> };

/**
 * The reader, the addresses that count as theirs, and the connections that an owner opened to all.
 * A key of the organization has no reader: it finds what is public, and what an owner opened to it.
 *
 * @throws ProblemError `documents_unavailable`
 */
export async function readingOf(
  { db, connector }: Deps,
  principal: Principal,
): Promise<AskedReading> {
  const { organizationId, memberId: personId, userEmail: email, addressState } = principal;
  const isNobody = principal.program?.kind === 'organization_key';
  const [open, reads] = await Promise.all([
    isNobody ? grantedTo(principal.program) : listOpenConnections(db, organizationId),
    readsAccess(connector),
  ]);
  if (reads === 'away') throw new ProblemError('documents_unavailable');
  const reader = isNobody ? null : readerOf({ personId, email, addressState });
  return { reading: { reader, open_connections: open }, isTrimmed: reads === 'yes' };
}

/** What is open to everybody in the organization is not for a key, which is nobody in it. */
function grantedTo(program: Principal['program']): string[] {
  return [...(program?.connections ?? [])];
}

/** The connections whose documents everybody in the organization finds, as an owner chose. */
export async function listOpenConnections(
  db: Kysely<Tables>,
  organizationId: string,
): Promise<string[]> {
  const open = await db
    .selectFrom('connection_access')
    .select('connection_id')
    .where('organization_id', '=', organizationId)
    .where('mode', '=', 'everyone')
    .execute();
  return open.map((row) => row.connection_id);
}

/**
 * A connector that knows nothing of readers would show everything: it is asked only for a
 * connection that is open to everybody.
 *
 * @throws ProblemError `access_not_supported`
 */
export function requireShowable(asked: AskedReading, connectionId: string | undefined): void {
  if (asked.isTrimmed || isOpen(asked, connectionId)) return;
  throw new ProblemError('access_not_supported');
}

/** Whether everybody in the organization may find the documents of a connection. */
export function isOpen({ reading }: AskedReading, connectionId: string | undefined): boolean {
  return connectionId !== undefined && (reading.open_connections?.includes(connectionId) ?? false);
}
