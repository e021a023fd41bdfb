import { FEED_ABILITY } from '@rita/contracts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';

/**
 * Before the connector is asked what changed.
 *
 * @throws ProblemError `documents_unavailable`, `feed_not_supported`
 */
export async function requireFeed(connector: Pick<ConnectorClient, 'introduce'>): Promise<void> {
  const { info, isAway } = await connector.introduce();
  if (isAway) throw new ProblemError('documents_unavailable');
  if (!info?.abilities.includes(FEED_ABILITY)) throw new ProblemError('feed_not_supported');
}
