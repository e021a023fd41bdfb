-- Links by which somebody without an account enters the credentials of one connection. A link is shown
-- once; here is the digest of its token, of 256 random bits.
create table credential_links (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations on delete cascade,
  connection_id uuid not null references data_source_connections on delete cascade,
  token_hash text not null unique check (token_hash ~ '^[0-9a-f]{64}$'),
  -- In whose power it is used: it is worth what they may do.
  made_by text not null references users on delete cascade,
  -- Changes of settings that go with it, and come into use once access is proven.
  settings jsonb not null,
  -- Where the secret goes, and where the connection led before. Once it leads elsewhere, the link is over.
  address jsonb not null,
  address_before jsonb not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  opened_at timestamptz,
  -- The verification that was started by it last.
  last_run_id uuid,
  ended_at timestamptz,
  end_reason text check (end_reason in
    ('used', 'expired', 'revoked', 'superseded', 'address_changed', 'maker_gone')),
  check ((ended_at is null) = (end_reason is null))
);
create unique index credential_links_open on credential_links (connection_id) where ended_at is null;
create index credential_links_of_connection on credential_links (connection_id, created_at);
create index credential_links_of_organization on credential_links (organization_id);
create index credential_links_of_maker on credential_links (made_by);

-- Whoever has such a link is in the log too.
alter table audit_events
  drop constraint audit_events_actor_type_check,
  add constraint audit_events_actor_type_check
    check (actor_type in ('user', 'connector', 'system', 'key', 'link'));
