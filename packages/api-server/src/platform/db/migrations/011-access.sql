-- Who may find a connection's documents: what an owner chose, and the reading of permissions, which
-- goes on beside verifications and syncs and therefore has a row of its own.
create table connection_access (
  connection_id uuid primary key references data_source_connections on delete cascade,
  organization_id text not null references organizations on delete cascade,
  mode text not null default 'source' check (mode in ('source', 'everyone')),
  status text not null default 'idle' check (status in ('idle', 'checking')),
  run_id text,
  run_seq integer not null default 0,
  run_started_at timestamptz,
  run_accepted_at timestamptz,
  run_deadline_at timestamptz,
  run_last_heard_at timestamptz,
  run_heartbeat_seconds integer,
  run_phase text,
  run_waiting_until timestamptz,
  documents_processed integer not null default 0,
  documents_total integer,
  last_run_id text,
  last_run_ended_by text check (last_run_ended_by in ('result', 'deadline')),
  last_result text check (last_result in ('completed', 'failed', 'cancelled')),
  -- When the reading that completed last began; permissions are at least as new as this.
  last_checked_at timestamptz,
  last_ended_at timestamptz,
  error_code text,
  error text,
  summary jsonb,
  every_minutes integer not null default 30 check (every_minutes between 5 and 1440),
  next_check_at timestamptz,
  failures integer not null default 0,
  check ((status = 'checking') = (run_id is not null and run_deadline_at is not null))
);
create index connection_access_due on connection_access (next_check_at)
  where status = 'idle' and next_check_at is not null;
create index connection_access_late on connection_access (run_deadline_at)
  where status = 'checking';
create index connection_access_of_organization on connection_access (organization_id);

-- Existing connections become as at the source; until their first reading nobody finds their documents.
insert into connection_access (connection_id, organization_id, next_check_at)
select id, organization_id, case when enabled then now() end from data_source_connections;
