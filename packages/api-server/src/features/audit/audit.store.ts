import type { AuditAction, AuditEvent } from '@rita/contracts';
import { sql } from 'kysely';
import { rowsFromArrays, type SqlType } from '../../platform/db/rows-from-arrays.ts';
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
  if (events.length === 0) return;
  const rows = events.map((event) => ({ ...event, details: event.details ?? {} }));
  const columns = Object.entries(COLUMNS).map(([name, type]) => ({
    type,
    values: rows.map((row) => row[name as keyof typeof COLUMNS]),
  }));
  const names = sql.join(Object.keys(COLUMNS).map((name) => sql.ref(name)));
  await sql`
    insert into audit_events (${names})
    select ${names}
    from ${rowsFromArrays(columns)} with ordinality as entry (${names}, ordinality)
    order by ordinality
  `.execute(db);
}
