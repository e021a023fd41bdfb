-- Settings and status of the connections. No credential is ever stored in this database.
-- Type names are checked by the application, so that a new type needs no migration.
create table data_source_connections (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id) on delete cascade,
  type text not null check (type ~ '^[a-z][a-z0-9_]{0,49}$'),
  name text not null check (length(name) between 1 and 200),
  description text not null default '' check (length(description) <= 1000),
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object'),
  status text not null default 'idle' check (status in ('idle', 'verifying', 'syncing')),
  enabled boolean not null default false,

  last_sync_status text check (last_sync_status in ('completed', 'failed', 'cancelled')),
  last_sync_at timestamptz,
  last_sync_error text,
  last_verification_at timestamptz,
  last_verification_error text,
  latest_options jsonb check (jsonb_typeof(latest_options) = 'object'),
  verification_checks jsonb not null default '[]' check (jsonb_typeof(verification_checks) = 'array'),
  error_code text,
  credentials_expire_at timestamptz,

  run_id text,
  run_seq integer not null default 0 check (run_seq >= 0),
  run_started_at timestamptz,
  run_accepted_at timestamptz,
  run_deadline_at timestamptz,
  run_last_heard_at timestamptz,
  run_heartbeat_seconds integer check (run_heartbeat_seconds > 0),
  run_phase text,
  run_waiting_until timestamptz,

  last_run_id text,
  last_run_kind text check (last_run_kind in ('verification', 'sync')),
  last_run_ended_by text check (last_run_ended_by in ('result', 'deadline', 'cancel')),
  last_result_sender_at timestamptz,
  last_result_digest text,
  last_result_applied_at timestamptz,
  last_verified_at timestamptz,
  pending_settings jsonb check (jsonb_typeof(pending_settings) = 'object'),

  documents_processed integer not null default 0 check (documents_processed >= 0),
  documents_total integer check (documents_total >= 0),
  documents_failed integer not null default 0 check (documents_failed >= 0),
  documents_added integer check (documents_added >= 0),
  documents_updated integer check (documents_updated >= 0),
  documents_removed integer check (documents_removed >= 0),

  sync_schedule jsonb check (jsonb_typeof(sync_schedule) = 'object'),
  next_sync_at timestamptz,

  version integer not null default 1 check (version >= 1),
  created_by text,
  updated_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),

  constraint data_source_connections_one_of_a_type unique (organization_id, type),
  -- A run that is live is named, has begun and has a deadline; an idle connection has none.
  constraint data_source_connections_run_is_whole check (
    case status
      when 'idle' then run_id is null and run_started_at is null and run_deadline_at is null
      else run_id is not null and run_started_at is not null and run_deadline_at is not null
    end
  ),
  constraint data_source_connections_last_run_is_whole check (
    (last_run_id is null) = (last_run_kind is null) and (last_run_id is null) = (last_run_ended_by is null)
  )
);

-- What the sweep looks for; both stay small, for few connections run at a time.
create index data_source_connections_live_runs
  on data_source_connections (run_deadline_at) where status <> 'idle';
create index data_source_connections_due_syncs
  on data_source_connections (next_sync_at) where next_sync_at is not null;

-- Webhooks that must arrive although the connector is away: cancel_sync and delete_connection.
-- The check keeps every webhook out that could ever carry credentials.
create table outgoing_webhooks (
  id text primary key,
  organization_id text not null,
  connection_id uuid not null,
  payload jsonb not null check (payload ->> 'action' in ('cancel_sync', 'delete_connection')),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint outgoing_webhooks_no_credentials check (
    not (payload ? 'credentials') and not (payload ? 'sealed_credentials')
  )
);
create index outgoing_webhooks_due on outgoing_webhooks (next_attempt_at);
