-- Scheduled syncs: how many failed in a row, and since when and by whom they are paused.
alter table data_source_connections
  add column sync_failures integer not null default 0 check (sync_failures >= 0),
  add column paused_at timestamptz,
  add column paused_reason text check (paused_reason in ('user', 'failures')),
  add column paused_by text,
  add constraint data_source_connections_pause_is_whole check (
    case when paused_at is null then paused_reason is null and paused_by is null
      else paused_reason is not null and next_sync_at is null end
  ),
  -- What is due is what the index says: nothing without a schedule, or that may not run.
  add constraint data_source_connections_plan_is_whole check (
    next_sync_at is null or (sync_schedule is not null and enabled)
  );
