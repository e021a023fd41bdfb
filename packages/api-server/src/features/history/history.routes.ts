import { listDataSourceRuns } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { positionOf } from '../audit/audit-cursor.ts';
import { hideAddresses } from '../audit/hide-addresses.ts';
import { findConnection } from '../data-sources/data-sources.store.ts';
import { listRunEntries, type RunEntry } from './history.store.ts';
import { toRun } from './to-run.ts';

export function registerHistory(
  app: FastifyInstance,
  { db, secret }: { db: Kysely<Tables>; secret: string },
): void {
  mount(
    app,
    listDataSourceRuns,
  )(async ({ principal, params, query }) => {
    const { cursor, limit, kind } = query;
    const before = positionOf(cursor);
    const { organizationId } = principal;
    const connection = await findConnection(db, organizationId, params.id);
    if (connection === undefined) throw new ProblemError('not_found');
    const asked = { connectionId: connection.id, before, limit, kind };
    const { entries, readTo } = await listRunEntries(db, organizationId, asked);
    const runs = [...Map.groupBy(entries, (entry) => entry.run_position)];
    const page = runs.slice(0, limit);
    const next = runs.length > limit ? page.at(-1)?.[0] : readTo;
    const hide = (entry: RunEntry) => hideAddresses(entry, principal, secret);
    return {
      data: page.flatMap(([, [first, ...later]]) =>
        first === undefined
          ? []
          : [toRun([hide(first), ...later.map(hide)], { isActive: first.is_active })],
      ),
      next_cursor: next == null ? null : String(next),
    };
  });
}
