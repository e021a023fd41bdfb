import { ACCESS_ABILITY } from '@rita/contracts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { ConnectorClient } from './connector-client.ts';

type Connector = Pick<ConnectorClient, 'introduce'>;

/**
 * Whether the connector reads who may read what. `no` as long as it does not say so; `away` when
 * nobody can tell, because it gave no answer.
 */
export async function readsAccess(connector: Connector): Promise<'yes' | 'no' | 'away'> {
  const { info, isAway } = await connector.introduce();
  if (isAway) return 'away';
  return info?.abilities.includes(ACCESS_ABILITY) ? 'yes' : 'no';
}

/**
 * Before the connector is asked about people and permissions.
 *
 * @throws ProblemError `documents_unavailable`, `access_not_supported`
 */
export async function requireReadsAccess(connector: Connector): Promise<void> {
  const reads = await readsAccess(connector);
  if (reads === 'away') throw new ProblemError('documents_unavailable');
  if (reads === 'no') throw new ProblemError('access_not_supported');
}
