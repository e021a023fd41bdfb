-- The history of a connection is read from the log: from each of its entries to all of the same run.
-- Takes the place of the index for the starts alone.
drop index audit_events_of_run;
create index audit_events_of_run on audit_events (organization_id, (details ->> 'run_id'), position)
  where action in (
    'verification.started', 'verification.succeeded', 'verification.failed', 'verification.cancelled',
    'sync.started', 'sync.completed', 'sync.failed', 'sync.cancelled',
    'access.started', 'access.completed', 'access.failed', 'access.cancelled'
  );

-- What one person did. Entries of a connector, which are the most, are not in it.
create index audit_events_of_actor on audit_events (organization_id, actor_id, position desc)
  where actor_id is not null;
-- Entries come nearly in the order of their time: smallest and largest of some pages are enough.
create index audit_events_time on audit_events using brin (occurred_at) with (autosummarize = on);

-- Whether somebody asked for the reading that goes on, or for the one that ended last: its end is
-- told, whatever it brought.
alter table connection_access add column run_asked_for boolean not null default false;
