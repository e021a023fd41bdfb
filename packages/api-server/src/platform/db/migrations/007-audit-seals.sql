-- Each seal is a hash over the entries since the one before, and over that one: whoever changes the
-- log behind the app's back would have to make all later seals anew (docs/decisions/012).
create table audit_seals (
  number bigint primary key check (number >= 1),
  -- The last position that it covers.
  through_position bigint not null,
  entries bigint not null check (entries >= 0),
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  sealed_at timestamptz not null
);

-- Seals read the log by position, over all organizations. Entries come in that order, so that the
-- smallest and largest position of some pages at a time is all that has to be kept.
create index audit_events_position on audit_events using brin (position) with (autosummarize = on);

create or replace function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end;
$$;

create trigger audit_seals_append_only
  before update or delete on audit_seals
  for each row execute function refuse_audit_change();
create trigger audit_seals_no_truncate
  before truncate on audit_seals
  for each statement execute function refuse_audit_change();
