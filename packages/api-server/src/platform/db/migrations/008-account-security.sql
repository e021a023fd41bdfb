-- When and how it was proved that the address is the person's own. An invitation that was handed over
-- and the owner of SEED_EMAIL prove nothing, so this is not the same as email_verified.
alter table users
  add column address_proved_at timestamptz,
  add column address_proved_by text
    check (address_proved_by in ('mail', 'mail_file', 'identity_provider')),
  add constraint users_address_proved check ((address_proved_at is null) = (address_proved_by is null));

-- expires_at moves with each use, but never past must_end_at.
alter table sessions
  add column last_seen_at timestamptz not null default now(),
  add column must_end_at timestamptz;
update sessions set must_end_at = expires_at, last_seen_at = updated_at;

create function sessions_have_an_end() returns trigger language plpgsql as $$
begin
  new.must_end_at := coalesce(new.must_end_at, new.expires_at);
  return new;
end $$;
create trigger sessions_have_an_end before insert on sessions
  for each row execute function sessions_have_an_end();
alter table sessions alter column must_end_at set not null;

-- Authenticator apps. The secret is encrypted; it counts once a code of it was confirmed.
create table second_factors (
  user_id text primary key references users (id) on delete cascade,
  sealed_secret text not null,
  -- The time step of the code that was used last: it and all before it are used up.
  last_step bigint not null default 0,
  confirmed_at timestamptz,
  created_at timestamptz not null default now()
);

-- Digests: a code is shown once, and works once.
create table recovery_codes (
  user_id text not null references second_factors (user_id) on delete cascade,
  code_hash text not null check (code_hash ~ '^[0-9a-f]{64}$'),
  used_at timestamptz,
  primary key (user_id, code_hash)
);

-- Failures in a row are answered with growing delays.
alter table rate_limits
  add column blocked_until timestamptz,
  -- Attempts that came during the present delay.
  add column refused integer not null default 0;

-- Nobody comes in by the invitation of somebody who could not invite them any more.
update invitations i set status = 'canceled'
where status = 'pending' and not exists (
  select from members m
  where m.user_id = i.inviter_id and m.organization_id = i.organization_id
    and (m.role = 'owner' or (m.role = 'admin' and i.role <> 'owner'))
);
