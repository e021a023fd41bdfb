import { ACCESS_ABILITY, type Reading } from '@rita/contracts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';

/** What the connector is told of whoever asks for documents, and what of its answer counts. */
export type AskedReading = {
  reading: Reading;
  /** Whether the connector itself keeps to what the reader may read. */
  isTrimmed: boolean;
};

/** The reader, the addresses that he proved, and the connections that an owner opened to all. */
export async function readingOf(
  deps: { db: Kysely<Tables>; connector: Pick<ConnectorClient, 'describe'> },
  { organizationId, userId, provedAddress }: Principal,
): Promise<AskedReading> {
  const [open, info] = await Promise.all([
    deps.db
      .selectFrom('connection_access')
      .select('connection_id')
      .where('organization_id', '=', organizationId)
      .where('mode', '=', 'everyone')
      .execute(),
    deps.connector.describe(),
  ]);
  return {
    reading: {
      reader: { person_id: userId, addresses: provedAddress === null ? [] : [provedAddress] },
      open_connections: open.map((row) => row.connection_id),
    },
    isTrimmed: info?.abilities.includes(ACCESS_ABILITY) ?? false,
  };
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
