import { randomUUID } from 'node:crypto';
import type {
  ConnectorInfo,
  CurrentSession,
  DataSourceConnection,
  Sealing,
  VerifyDataSourceRequest,
} from '@rita/contracts';
import { sealCredentials, verifyKeyDocument } from '@rita/contracts/sealing';

/** Reads an address of the app's API, signed in. */
type Read = <T>(path: string) => Promise<T>;

/**
 * Body of `POST /api/data-sources/:id/verify` with the credentials sealed, as the page makes it: for
 * whoever drives the API without a page.
 */
export async function sealedVerification(
  read: Read,
  connectionId: string,
  given: { settings: Record<string, unknown>; credentials: Record<string, string> },
): Promise<VerifyDataSourceRequest> {
  type One<T> = { data: T };
  const session = await read<One<CurrentSession>>('/api/session');
  const row = await read<One<DataSourceConnection>>(`/api/data-sources/${connectionId}`);
  const connector = await read<{ data: ConnectorInfo; sealing: Sealing }>('/api/connector');
  const { roots, time } = connector.sealing;
  const now = Date.parse(time) / 1000;
  const keys = await verifyKeyDocument(connector.data.key_document ?? '', { roots, now });
  const run_id = randomUUID();
  const sealed_credentials = await sealCredentials(
    keys,
    {
      tenant_id: session.data.organization.id,
      user_id: session.data.user.id,
      connection_id: connectionId,
      connection_type: row.data.type,
      run_id,
      settings: { ...row.data.settings, ...given.settings },
      credentials: given.credentials,
    },
    0,
  );
  return { settings: given.settings, sealed_credentials, run_id };
}
