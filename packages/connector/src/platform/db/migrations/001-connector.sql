-- Credentials. Everything secret is inside bytea columns, encrypted by vault/.
create table vault_data_keys (
  tenant_id text primary key,
  wrapped_key bytea not null,
  created_at timestamptz not null default now()
);

create table vault_sealing_keys (
  slot text primary key check (slot = 'current'),
  kid text not null,
  public_jwk jsonb not null,
  wrapped_private_key bytea not null,
  created_at timestamptz not null default now()
);

create table vault_credential_sets (
  id uuid primary key,
  tenant_id text not null,
  connection_id uuid not null,
  connection_type text not null,
  state text not null check (state in ('candidate', 'active', 'retired')),
  ciphertext bytea not null,
  created_at timestamptz not null default now(),
  -- Only candidates end by themselves.
  expires_at timestamptz check ((expires_at is not null) = (state = 'candidate'))
);
create unique index vault_one_active_set on vault_credential_sets (tenant_id, connection_id)
  where state = 'active';
create index vault_sets_by_expiry on vault_credential_sets (expires_at) where state = 'candidate';

-- Webhooks taken already: a second delivery with the same id has no second effect.
create table webhook_deliveries (
  webhook_id text primary key,
  received_at timestamptz not null default now()
);
create index webhook_deliveries_by_age on webhook_deliveries (received_at);

create table runs (
  run_id uuid primary key,
  tenant_id text not null,
  connection_id uuid not null,
  connection_type text not null,
  kind text not null check (kind in ('verification', 'sync')),
  state text not null default 'waiting' check (state in ('waiting', 'running', 'ended')),
  settings jsonb not null,
  -- A verification: the candidate to try. A sync: the set it began with. Null: those held.
  credential_set_id uuid,
  -- Grows with each message of the run, also after a restart.
  seq integer not null default 0,
  -- Grows with each start; whoever holds an older number writes nothing any more.
  attempt integer not null default 0,
  cancel_requested_at timestamptz,
  checkpoint jsonb,
  checks jsonb not null default '[]',
  documents_processed integer not null default 0,
  documents_total integer,
  documents_added integer not null default 0,
  documents_updated integer not null default 0,
  documents_removed integer not null default 0,
  documents_failed integer not null default 0,
  phase text,
  outcome text,
  accepted_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index runs_by_connection on runs (tenant_id, connection_id);
create index runs_live on runs (run_id) where state <> 'ended';

-- What a sync in progress has met so far; what it has not met at its end is gone at the source.
create table seen_items (
  run_id uuid not null references runs on delete cascade,
  external_id text not null,
  primary key (run_id, external_id)
);

create table status_outbox (
  id bigint generated always as identity primary key,
  tenant_id text not null,
  connection_id uuid not null,
  run_id uuid not null,
  -- A later message of the run says all that this one says.
  supersedable boolean not null,
  message jsonb not null,
  created_at timestamptz not null default now(),
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  -- Held by a publisher until then; others leave it and what comes after it alone.
  claimed_until timestamptz,
  parked_at timestamptz,
  parked_reason text
);
create index status_outbox_in_order on status_outbox (connection_id, id) where parked_at is null;

create table documents (
  id uuid primary key default gen_random_uuid(),
  tenant_id text not null,
  connection_id uuid not null,
  connection_type text not null,
  external_id text not null,
  revision text not null,
  title text not null,
  url text,
  body text not null,
  author text,
  path jsonb not null,
  permissions jsonb,
  created_at timestamptz,
  updated_at timestamptz,
  fetched_at timestamptz not null,
  -- Order of a list: when it changed at the source, or else when it was fetched.
  listed_at timestamptz not null,
  -- A tsvector holds at most 1 MiB, so only the first 200,000 characters are searched.
  search tsvector not null generated always as (
    setweight(to_tsvector('simple'::regconfig, title), 'A')
    || setweight(to_tsvector('simple'::regconfig, left(body, 200000)), 'D')
  ) stored,
  unique (tenant_id, connection_id, external_id)
);
create index documents_search on documents using gin (search);
create index documents_listed on documents (tenant_id, listed_at desc, id desc);

-- Items that the last sync could not read.
create table document_failures (
  tenant_id text not null,
  connection_id uuid not null,
  external_id text not null,
  run_id uuid not null,
  title text,
  url text,
  code text not null,
  reason text not null,
  primary key (tenant_id, connection_id, external_id)
);
