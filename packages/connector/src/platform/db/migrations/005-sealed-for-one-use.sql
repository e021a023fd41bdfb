-- The connector's own keys. The root key signs what is said of the sealing keys; those open credentials.
-- Several may be current when VAULT_KEY was lost: the newest that opens counts, and the others stay,
-- because an old VAULT_KEY may be found again. vault_sealing_keys stays for processes of the version
-- before this one, which seal and open in an older form.
create table connector_keys (
  purpose text not null check (purpose in ('root', 'sealing')),
  generation integer not null check (generation > 0),
  kid text not null unique,
  -- next: a root that is made known before it is used. retired: opens what was just sealed for it.
  state text not null check (state in ('next', 'current', 'retired')),
  -- Both halves: a public one of its own could be exchanged.
  wrapped_private_key bytea not null,
  created_at timestamptz not null default now(),
  retired_at timestamptz check ((retired_at is not null) = (state = 'retired')),
  primary key (purpose, generation)
);

-- A tenant gets another data key when VAULT_KEY does not open the ones that it has.
alter table vault_data_keys
  add column generation integer not null default 1 check (generation > 0),
  drop constraint vault_data_keys_pkey,
  add primary key (tenant_id, generation);

-- Ids of runs that were taken, for longer than anything sealed for them can be opened, and also
-- after the run itself was forgotten.
create table spent_run_ids (
  run_id uuid primary key,
  spent_at timestamptz not null default now()
);
create index spent_run_ids_by_age on spent_run_ids (spent_at);

-- A verification whose credentials were refused ends with this code; the source is never called.
alter table runs add column refusal text;
