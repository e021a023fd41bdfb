-- When a sweep has to look at a run next. Of what it looks for, silence changes with every status
-- message, which must not touch an index (006); this changes with the start of a run and with a look.
alter table data_source_connections add column run_look_at timestamptz;
create index data_source_connections_run_looks on data_source_connections (run_look_at)
  where run_look_at is not null;
