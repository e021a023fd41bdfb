-- The root key that a connector showed first, where the operator pins none: another one at the same
-- address is not trusted, and a connector that had a key is never sent anything unsealed.
create table connector_roots (
  address text primary key,
  thumbprint text not null,
  first_seen_at timestamptz not null default now()
);

-- Whether the id of a run was used before: there is no table of past runs, but each start is in the log.
create index audit_events_of_run on audit_events ((details ->> 'run_id'))
  where action in ('verification.started', 'sync.started');
