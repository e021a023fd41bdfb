import { commonCauseOf, type DataSourceConnection, type ProblemCode } from '@rita/contracts';
import { connectionState } from '../runs/connection-state.ts';
import { failureCode } from '../runs/failure-note.tsx';

export type CommonCause = { code: ProblemCode; connections: DataSourceConnection[] };

/** What made several connections fail; of one that failed alone its card speaks. */
export function findCommonCauses(connections: readonly DataSourceConnection[]): CommonCause[] {
  const causes = new Map<string, CommonCause>();
  for (const connection of connections) {
    const state = connectionState(connection, Date.now());
    if (state !== 'failed' && state !== 'needs_credentials') continue;
    const { id, settings } = connection;
    const code = failureCode(connection);
    const key = commonCauseOf({ id, cause: code, settings });
    const cause = causes.get(key) ?? { code, connections: [] };
    causes.set(key, cause);
    cause.connections.push(connection);
  }
  return [...causes.values()].filter((cause) => cause.connections.length > 1);
}
