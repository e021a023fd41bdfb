-- Who did what, when, on which object. Entries are only ever added.
create table audit_events (
  position bigint generated always as identity primary key,
  id uuid not null default gen_random_uuid() unique,
  -- No foreign key: the log outlives what it tells of.
  organization_id text not null,
  occurred_at timestamptz not null default now(),
  action text not null,
  actor_type text not null check (actor_type in ('user', 'connector', 'system')),
  actor_id text,
  actor_label text,
  object_type text not null
    check (object_type in ('data_source', 'member', 'invitation', 'organization', 'session')),
  object_id text not null,
  object_label text,
  ip text,
  details jsonb not null default '{}' check (jsonb_typeof(details) = 'object')
);

create index audit_events_newest on audit_events (organization_id, position desc);
create index audit_events_of_object on audit_events (organization_id, object_id, position desc);

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_events is append-only' using errcode = '42501';
end;
$$;

create trigger audit_events_append_only
  before update or delete on audit_events
  for each row execute function refuse_audit_change();
create trigger audit_events_no_truncate
  before truncate on audit_events
  for each statement execute function refuse_audit_change();
