-- People, their sessions and organizations. better-auth writes these tables through mapped names;
-- what must hold whoever writes stands here as constraints and triggers.

create table organizations (
  id text primary key,
  name text not null check (char_length(name) between 1 and 200),
  slug text not null unique,
  logo text,
  metadata text,
  created_at timestamptz not null default now()
);

create table users (
  id text primary key,
  name text not null check (char_length(name) between 1 and 200),
  -- Always lower case, so that one address is one account.
  email text not null unique check (email = lower(email) and char_length(email) <= 320),
  email_verified boolean not null default false,
  image text,
  -- Where the person worked last; the next session begins there.
  last_organization_id text references organizations (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table sessions (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  token text not null unique,
  active_organization_id text references organizations (id) on delete set null,
  ip_address text,
  user_agent text,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index sessions_user_id on sessions (user_id);
create index sessions_expires_at on sessions (expires_at);

create table accounts (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  provider_id text not null,
  account_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index accounts_user_id on accounts (user_id);

create table verifications (
  id text primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index verifications_identifier on verifications (identifier);

create table members (
  id text primary key,
  organization_id text not null references organizations (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  role text not null check (role in ('owner', 'admin', 'member')),
  created_at timestamptz not null default now(),
  unique (organization_id, user_id)
);
create index members_user_id on members (user_id);

create table invitations (
  id text primary key,
  organization_id text not null references organizations (id) on delete cascade,
  email text not null check (email = lower(email)),
  role text not null check (role in ('owner', 'admin', 'member')),
  status text not null default 'pending' check (status in ('pending', 'accepted', 'rejected', 'canceled')),
  inviter_id text not null references users (id) on delete cascade,
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index invitations_organization_id on invitations (organization_id);

-- Attempts within a window, counted for all replicas together.
create table rate_limits (
  key text primary key,
  attempts integer not null,
  window_ends_at timestamptz not null
);
create index rate_limits_window_ends_at on rate_limits (window_ends_at);

-- A session begins where its user worked last.
create function sessions_begin() returns trigger language plpgsql as $$
begin
  if new.active_organization_id is null then
    select u.last_organization_id into new.active_organization_id
      from users u join members m on m.user_id = u.id and m.organization_id = u.last_organization_id
      where u.id = new.user_id;
  end if;
  return new;
end $$;
create trigger sessions_begin before insert on sessions
  for each row execute function sessions_begin();

create function sessions_remember_organization() returns trigger language plpgsql as $$
begin
  update users set last_organization_id = new.active_organization_id where id = new.user_id;
  return null;
end $$;
create trigger sessions_remember_organization
  after insert or update of active_organization_id on sessions
  for each row when (new.active_organization_id is not null)
  execute function sessions_remember_organization();

-- Open streams of the browser must be looked at again (channel access_changed).
create function sessions_announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed',
    json_build_object('user_id', old.user_id, 'session_id', old.id)::text);
  return null;
end $$;
create trigger sessions_announce_end after delete on sessions
  for each row execute function sessions_announce_change();
create trigger sessions_announce_switch after update of active_organization_id on sessions
  for each row when (old.active_organization_id is distinct from new.active_organization_id)
  execute function sessions_announce_change();

create function members_announce_change() returns trigger language plpgsql as $$
begin
  perform pg_notify('access_changed',
    json_build_object('user_id', old.user_id, 'organization_id', old.organization_id)::text);
  return null;
end $$;
create trigger members_announce_end after delete on members
  for each row execute function members_announce_change();
create trigger members_announce_role after update of role on members
  for each row when (old.role <> new.role)
  execute function members_announce_change();

-- An organization keeps an owner. The lock on its row makes parallel removals queue up, so that
-- the second one sees what the first one left.
create function members_keep_an_owner() returns trigger language plpgsql as $$
begin
  perform 1 from organizations where id = old.organization_id for no key update;
  if not found then
    return null; -- the organization itself goes
  end if;
  if not exists (select 1 from members where organization_id = old.organization_id and role = 'owner') then
    raise exception 'an organization needs an owner' using errcode = 'RI001';
  end if;
  return null;
end $$;
create trigger members_keep_an_owner_on_delete after delete on members
  for each row when (old.role = 'owner') execute function members_keep_an_owner();
create trigger members_keep_an_owner_on_update after update of role, organization_id on members
  for each row
  when (old.role = 'owner' and (new.role <> 'owner' or new.organization_id <> old.organization_id))
  execute function members_keep_an_owner();
