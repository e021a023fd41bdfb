import type { listAuditEvents, RouteInput, RouteSuccess } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';

export type AuditFilter = Omit<RouteInput<typeof listAuditEvents>['query'], 'cursor' | 'limit'>;
export type PageAsked = {
  /** Position that the page before ended with. */
  before: number | undefined;
  limit: number;
  filter: AuditFilter;
};

/** One page of the organization's log, newest first. */
export async function listAuditEventsBefore(
  db: Db,
  organizationId: string,
  { before, limit, filter }: PageAsked,
): Promise<RouteSuccess<typeof listAuditEvents>> {
  const { object_id, action, actor_id, from, until } = filter;
  let query = db
    .selectFrom('audit_events')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('position', 'desc')
    .limit(limit + 1);
  if (before !== undefined) query = query.where('position', '<', before);
  if (object_id !== undefined) query = query.where('object_id', '=', object_id);
  if (action !== undefined) query = query.where('action', '=', action);
  if (actor_id !== undefined) query = query.where('actor_id', '=', actor_id);
  if (from !== undefined) query = query.where('occurred_at', '>=', new Date(from));
  if (until !== undefined) query = query.where('occurred_at', '<', new Date(until));
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return {
    data: page.map(({ position: _position, occurred_at, ...event }) => ({
      ...event,
      occurred_at: occurred_at.toISOString(),
    })),
    next_cursor: hasMore ? String(last.position) : null,
  };
}
