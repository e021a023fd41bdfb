-- What the authorization server remembers: codes, tokens, grants, registered clients. Each payload is
-- sealed with a key that this database does not have; the id is a digest, since it is the token.
create table oauth_records (
  model text not null,
  id_hash text not null check (id_hash ~ '^[0-9a-f]{64}$'),
  uid_hash text check (uid_hash ~ '^[0-9a-f]{64}$'),
  grant_id text,
  client_id text,
  payload text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  consumed_at timestamptz,
  primary key (model, id_hash)
);
create index oauth_records_of_grant on oauth_records (grant_id) where grant_id is not null;
create index oauth_records_of_uid on oauth_records (uid_hash) where uid_hash is not null;
create index oauth_records_due on oauth_records (expires_at);
create index oauth_records_clients on oauth_records (created_at) where model = 'Client';

-- An assistant that a person connected: one grant stands for one person in one organization.
create table assistants (
  -- The id of the grant, which is no secret.
  id text primary key,
  organization_id text not null references organizations on delete cascade,
  -- Whoever is removed and comes back starts without the assistants of before.
  member_id text not null references members on delete cascade,
  client_id text not null,
  client_name text not null,
  redirect_host text not null,
  scopes text[] not null check (cardinality(scopes) > 0 and scopes <@ array['documents:read']),
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index assistants_of_organization on assistants (organization_id, created_at);
create index assistants_of_member on assistants (member_id);
create index assistants_of_client on assistants (client_id);

-- However it ends, by a person, a removal or a token that was used twice: nothing of it is left.
create function assistants_end() returns trigger language plpgsql as $$
begin
  delete from oauth_records where grant_id = old.id;
  perform pg_notify('program_ended', old.id);
  return null;
end $$;
create trigger assistants_end after delete on assistants
  for each row execute function assistants_end();

create function access_keys_end() returns trigger language plpgsql as $$
begin
  perform pg_notify('program_ended', old.id::text);
  return null;
end $$;
create trigger access_keys_end after delete on access_keys
  for each row execute function access_keys_end();

-- The last valid copy of what clients publish of themselves: their servers are away sometimes.
create table client_documents (
  url text primary key,
  document jsonb not null check (jsonb_typeof(document) = 'object'),
  fetched_at timestamptz not null default now()
);
