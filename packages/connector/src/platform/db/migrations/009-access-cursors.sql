-- A reading of permissions can ask for changes only as well, and remembers its own place.
alter table sync_cursors
  add column kind text not null default 'sync' check (kind in ('sync', 'access')),
  drop constraint sync_cursors_pkey,
  add primary key (tenant_id, connection_id, kind);
