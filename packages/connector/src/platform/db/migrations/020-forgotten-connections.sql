-- Connections that were deleted: what comes late of one must not bring its credentials back.
create table forgotten_connections (
  tenant_id text not null,
  connection_id uuid not null,
  forgotten_at timestamptz not null default now(),
  primary key (tenant_id, connection_id)
);
create index forgotten_connections_by_age on forgotten_connections (forgotten_at);
