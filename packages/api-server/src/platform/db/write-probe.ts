/**
 * Writes one row, and nothing else; but it is refused, too, where the tables that a status message
 * changes may not be written.
 */
export const WRITE_PROBE = `
  with connections as (update data_source_connections set version = version where false),
    entries as (
      insert into audit_events (organization_id, action, actor_type, object_type, object_id)
      select '', '', '', '', '' where false)
  update write_probe set written_at = clock_timestamp()`;
