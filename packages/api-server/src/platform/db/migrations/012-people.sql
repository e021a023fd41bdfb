-- What the identity provider said of the address when the person came from there the last time;
-- null: nothing, or it named another address.
alter table users
  add column address_claim text check (address_claim in ('verified', 'unstated', 'denied')),
  drop constraint users_address_proved_by_check,
  -- `sample`: somebody of the sample sources' made-up company, in embedded mode.
  add constraint users_address_proved_by_check
    check (address_proved_by in ('mail', 'mail_file', 'identity_provider', 'sample'));
update users set address_claim = 'verified' where address_proved_by = 'identity_provider';

-- Mail domains that an organization proves to be its own by a record in its DNS. From then on an
-- address of it counts for those alone whom the identity provider vouches for.
create table organization_domains (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations on delete cascade,
  domain text not null check (domain = lower(domain)),
  token text not null,
  created_by text,
  created_at timestamptz not null default now(),
  -- When the record was found first, and last.
  proved_at timestamptz,
  found_at timestamptz,
  checked_at timestamptz,
  finding text check (finding in ('found', 'absent', 'unanswered')),
  check ((proved_at is null) = (found_at is null)),
  unique (organization_id, domain)
);
create index organization_domains_due on organization_domains (checked_at)
  where proved_at is not null;

-- Every connection has its row, also one that a process of the build before adds during an upgrade.
create function connections_have_access() returns trigger language plpgsql as $$
begin
  insert into connection_access (connection_id, organization_id)
  values (new.id, new.organization_id) on conflict do nothing;
  return null;
end $$;
create trigger connections_have_access after insert on data_source_connections
  for each row execute function connections_have_access();
insert into connection_access (connection_id, organization_id)
select id, organization_id from data_source_connections on conflict do nothing;
