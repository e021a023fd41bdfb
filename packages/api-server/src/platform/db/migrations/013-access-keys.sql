-- Keys for programs. A key is shown once; here is its digest, of 256 random bits.
create table access_keys (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations on delete cascade,
  kind text not null check (kind in ('personal', 'organization')),
  -- Whose eyes it reads with: whoever is removed and comes back starts without the keys of before.
  member_id text references members on delete cascade,
  name text not null,
  hint text not null,
  key_hash text not null unique check (key_hash ~ '^[0-9a-f]{64}$'),
  scopes text[] not null
    check (cardinality(scopes) > 0 and scopes <@ array['documents:read', 'sources:read', 'sources:write']),
  -- Connections that a key of the organization reads as a whole, as an owner chose.
  connections uuid[] not null default '{}',
  created_by text references users on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  last_used_at timestamptz,
  check ((kind = 'personal') = (member_id is not null)),
  check (kind = 'organization' or connections = '{}')
);
create index access_keys_of_organization on access_keys (organization_id, created_at);
create index access_keys_of_member on access_keys (member_id);

-- What programs and assistants do, and what becomes of their access, is in the log too.
alter table audit_events
  drop constraint audit_events_actor_type_check,
  add constraint audit_events_actor_type_check
    check (actor_type in ('user', 'connector', 'system', 'key')),
  drop constraint audit_events_object_type_check,
  add constraint audit_events_object_type_check
    check (object_type in ('data_source', 'member', 'invitation', 'organization', 'session', 'key', 'assistant'));
