import { sourceTypeOf, TRY_QUERY_ABILITY, tryQuery } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { findConnection } from '../data-sources/data-sources.store.ts';
import { countAttempt, limitKey } from '../session/rate-limits.ts';

/** Of one organization in a minute, in all replicas together: each question may be billed. */
const QUERIES_PER_MINUTE = 20;

/** One question to a source that answers questions. What comes back is passed on, and that is all. */
export function registerQueries(
  app: FastifyInstance,
  { db, connector }: { db: Kysely<Tables>; connector: ConnectorClient },
): void {
  mount(
    app,
    tryQuery,
  )(async ({ principal, params, body }) => {
    const { organizationId } = principal;
    const row = await findConnection(db, organizationId, params.id);
    if (row === undefined) throw new ProblemError('not_found');
    if (!sourceTypeOf(row.type).answersQueries) throw new ProblemError('query_not_supported');
    if (!row.enabled) throw new ProblemError('not_configured');
    const info = await connector.describe();
    if (info !== null && !info.abilities.includes(TRY_QUERY_ABILITY)) {
      throw new ProblemError('query_not_supported');
    }
    await countAttempt(db, limitKey('try-query', organizationId), QUERIES_PER_MINUTE);
    const answer = await connector.tryQuery({
      tenant_id: organizationId,
      connection_id: row.id,
      connection_type: row.type,
      settings: row.settings,
      query: body.query,
    });
    if (answer === undefined) throw new ProblemError('connector_unreachable');
    if ('problem' in answer) throw new ProblemError(answer.problem.code);
    return { data: answer.data };
  });
}
