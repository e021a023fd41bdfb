-- Where the next sync of a connection can begin to ask for changes only.
create table sync_cursors (
  tenant_id text not null,
  connection_id uuid not null,
  -- Of the settings and the credentials it was made with: with others, something else is visible.
  made_with text not null,
  cursor jsonb not null,
  primary key (tenant_id, connection_id)
);

-- What the source said is gone, until the end of the sync decides.
create table removed_items (
  run_id uuid not null references runs on delete cascade,
  external_id text not null,
  primary key (run_id, external_id)
);
