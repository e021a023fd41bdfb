import type { AuditAction, listAuditEvents, RouteSuccess } from '@rita/contracts';
import type { Db } from '../../platform/db/tables.ts';

export type AuditFilter = {
  /** Position that the page before ended with. */
  before: number | undefined;
  limit: number;
  objectId: string | undefined;
  action: AuditAction | undefined;
};

/** One page of the organization's log, newest first. */
export async function listAuditEventsBefore(
  db: Db,
  organizationId: string,
  filter: AuditFilter,
): Promise<RouteSuccess<typeof listAuditEvents>> {
  let query = db
    .selectFrom('audit_events')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .orderBy('position', 'desc')
    .limit(filter.limit + 1);
  if (filter.before !== undefined) query = query.where('position', '<', filter.before);
  if (filter.objectId !== undefined) query = query.where('object_id', '=', filter.objectId);
  if (filter.action !== undefined) query = query.where('action', '=', filter.action);
  const rows = await query.execute();
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  const hasMore = rows.length > filter.limit && last !== undefined;
  return {
    data: page.map(({ position: _position, occurred_at, ...event }) => ({
      ...event,
      occurred_at: occurred_at.toISOString(),
    })),
    next_cursor: hasMore ? String(last.position) : null,
  };
}
