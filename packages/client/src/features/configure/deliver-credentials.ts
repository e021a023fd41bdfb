import type {
  CurrentSession,
  DataSourceConnection,
  DataSourceType,
  VerifyDataSourceRequest,
} from '@rita/contracts';
import type { QueryClient } from '@tanstack/react-query';
import { localProblem, ProblemError } from '../../lib/problem-error.ts';
import type { ConfigurationValues } from './form-model.ts';
import type { SealingState } from './judge-sealing.ts';
import { newRunId } from './new-run-id.ts';
import { credentialsOf } from './request-payload.ts';
import { sealingQuery } from './sealing.queries.ts';

/** What the seal is bound to, beside the run. */
type Binding = {
  tenant_id: string;
  user_id: string;
  connection_id: string;
  connection_type: DataSourceType;
  settings: Record<string, unknown>;
};

export type Delivery = Pick<VerifyDataSourceRequest, 'credentials' | 'sealed_credentials'> & {
  method: string;
  run_id: string;
};

/**
 * What was typed, sealed for the connector's key and for one verification; unsealed only where
 * `sealing` says so. Throws `ProblemError` where it cannot be sent.
 */
export async function deliverCredentials(
  sealing: SealingState,
  values: ConfigurationValues,
  binding: Binding,
): Promise<Delivery> {
  const credentials = credentialsOf(binding.connection_type, values);
  const { method } = values;
  const run_id = newRunId();
  if (sealing.state === 'blocked') throw new ProblemError(localProblem(sealing.code));
  if (sealing.state === 'plain') return { credentials, method, run_id };
  const { sealCredentials } = await import('@rita/contracts/sealing');
  const ageSeconds = (performance.now() - sealing.receivedAt) / 1000;
  const request = { ...binding, run_id, credentials };
  const sealed_credentials = await sealCredentials(sealing.keys, request, ageSeconds);
  return { sealed_credentials, method, run_id };
}

/** Whose credentials for which connection, and the settings that are changed with them. */
export type DeliveryFor = {
  session: CurrentSession;
  connection: Pick<DataSourceConnection, 'id' | 'type' | 'settings'>;
  values: ConfigurationValues;
  changes: Record<string, unknown>;
};

/** For the connector's key, which is asked for anew, for keys change. Throws `ProblemError`. */
export async function deliverTo(
  queryClient: QueryClient,
  { session, connection, values, changes }: DeliveryFor,
): Promise<Delivery> {
  const { organization, user } = session;
  const asked = { ...sealingQuery(organization.id), staleTime: 0 };
  return deliverCredentials(await queryClient.fetchQuery(asked), values, {
    tenant_id: organization.id,
    user_id: user.id,
    connection_id: connection.id,
    connection_type: connection.type,
    settings: { ...connection.settings, ...changes },
  });
}
