-- What changed, for programs that keep a copy of what somebody may read.

-- One row for each change of a document or of who may read it, written by triggers: no statement that
-- changes documents can forget it.
create table document_changes (
  id bigint primary key generated always as identity,
  tenant_id text not null,
  -- Its place in the tenant's order, given after the transaction that made it has committed; null until
  -- then. Numbers of a sequence commit out of order, and a counter that is taken with the change would
  -- have all syncs of a tenant wait for each other.
  position bigint,
  document_id uuid not null,
  connection_id uuid not null,
  -- Whether there is another text now, and not only other readers.
  is_content boolean not null,
  -- By what it could be read before and after; null where there was, or is, no such document.
  rule_before integer,
  stale_before boolean,
  rule_after integer,
  stale_after boolean,
  changed_at timestamptz not null default now()
);
create unique index document_changes_in_order on document_changes (tenant_id, position)
  where position is not null;
create index document_changes_unplaced on document_changes (tenant_id, id) where position is null;
create index document_changes_by_age on document_changes (changed_at);

-- How far a tenant's changes are placed, and up to where they were forgotten.
create table document_feeds (
  tenant_id text primary key,
  position bigint not null default 0,
  forgotten bigint not null default 0
);

-- What readers could read when they were given a cursor, once for all who may read the same: the next
-- page says what came and went with that.
create table feed_readings (
  tenant_id text not null,
  digest text not null,
  rule_ids integer[] not null,
  -- Connections that an owner opened, where permissions that are too old count all the same.
  open_connections uuid[] not null,
  used_at timestamptz not null default now(),
  primary key (tenant_id, digest)
);
create index feed_readings_by_age on feed_readings (used_at);

-- Whether the permissions could not be read for longer than they are believed. A search asks the clock
-- itself; the feed needs a moment at which this changes.
alter table documents add column access_is_stale boolean not null default false;
create index documents_unread on documents (access_unread_since)
  where access_unread_since is not null;
create index documents_stale on documents (tenant_id) where access_is_stale;

create function note_added_documents() returns trigger language plpgsql as $$
begin
  insert into document_changes (tenant_id, document_id, connection_id, is_content,
    rule_after, stale_after)
  select tenant_id, id, connection_id, true, rule_id, access_is_stale from added;
  return null;
end $$;
create trigger documents_added after insert on documents referencing new table as added
  for each statement execute function note_added_documents();

create function note_changed_documents() returns trigger language plpgsql as $$
begin
  insert into document_changes (tenant_id, document_id, connection_id, is_content,
    rule_before, stale_before, rule_after, stale_after)
  select later.tenant_id, later.id, later.connection_id, later.revision <> earlier.revision,
    earlier.rule_id, earlier.access_is_stale, later.rule_id, later.access_is_stale
  from later join earlier on earlier.id = later.id
  where later.revision <> earlier.revision or later.rule_id <> earlier.rule_id
    or later.access_is_stale <> earlier.access_is_stale
    -- It may have been too old for a moment that nobody noted.
    or (earlier.access_unread_since is not null and later.access_unread_since is null);
  return null;
end $$;
create trigger documents_changed after update on documents
  referencing old table as earlier new table as later
  for each statement execute function note_changed_documents();

create function note_removed_documents() returns trigger language plpgsql as $$
begin
  insert into document_changes (tenant_id, document_id, connection_id, is_content,
    rule_before, stale_before)
  select tenant_id, id, connection_id, true, rule_id, access_is_stale from removed;
  return null;
end $$;
create trigger documents_removed after delete on documents referencing old table as removed
  for each statement execute function note_removed_documents();
