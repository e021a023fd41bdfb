import type { AuditAction, AuditEvent } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import {
  type ColumnOfRows,
  columnOf,
  rowsFromArrays,
  type SqlType,
} from '../../platform/db/rows-from-arrays.ts';
import type { Db } from '../../platform/db/tables.ts';

/** One entry to write. `details`: names of fields, counts and codes; never a value that could be secret. */
export type NewAuditEvent = {
  action: AuditAction;
  actor_type: AuditEvent['actor_type'];
  actor_id?: string | null;
  actor_label?: string | null;
  object_type: AuditEvent['object_type'];
  object_id: string;
  object_label?: string | null;
  ip?: string | null;
  details?: Record<string, unknown>;
};

/** Organization of entries that belong to none, or to none that we know. */
export const NO_ORGANIZATION = 'none';

/** Writes entries of one organization, in the order given, in one statement. Belongs into the transaction of the change. */
export async function insertAuditEvents(
  db: Db,
  organizationId: string,
  events: readonly NewAuditEvent[],
): Promise<void> {
  await insertAuditEventsOfMany(
    db,
    events.map((event) => ({ ...event, organization_id: organizationId })),
  );
}

/** Whether a verification or sync of this id was started before, in the organization. */
export async function wasRunStarted(
  db: Db,
  organizationId: string,
  runId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from audit_events
    where details ->> 'run_id' = ${runId} and organization_id = ${organizationId}
      and action in ('verification.started', 'sync.started')
    limit 1`.execute(db);
  return rows.length > 0;
}

const COLUMNS = {
  organization_id: 'text',
  action: 'text',
  actor_type: 'text',
  actor_id: 'text',
  actor_label: 'text',
  object_type: 'text',
  object_id: 'text',
  object_label: 'text',
  ip: 'text',
  details: 'jsonb',
} as const satisfies Record<string, SqlType>;

/** The same for a batch that spans organizations. */
export async function insertAuditEventsOfMany(
  db: Db,
  events: readonly (NewAuditEvent & { organization_id: string })[],
): Promise<void> {
  if (events.length > 0) await insertOfAuditEvents(events).execute(db);
}

/** The statement that writes entries in the order given. At least one. */
export function insertOfAuditEvents(
  events: readonly (NewAuditEvent & { organization_id: string })[],
): RawBuilder<unknown> {
  const entry = rowsFromArrays('entry', columnsOf(events));
  const names = Object.keys(COLUMNS);
  return sql`
    insert into audit_events (${sql.join(names.map((name) => sql.ref(name)))})
    select ${sql.join(names.map(entry.ref))}
    from ${entry.from}
    order by entry.at
  `;
}

function columnsOf(events: readonly NewAuditEvent[]): Record<string, ColumnOfRows> {
  const columns = Object.entries(COLUMNS).map(([name, type]) => {
    const none = name === 'details' ? {} : null;
    const values = events.map((event) => event[name as keyof NewAuditEvent] ?? none);
    return [name, name === 'object_id' ? { type, values } : columnOf(type, values)];
  });
  return Object.fromEntries(columns);
}
