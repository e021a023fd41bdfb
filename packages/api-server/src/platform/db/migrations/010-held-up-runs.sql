-- One row that is written to find out whether anything can be: a database that only reads, or whose
-- disk is full, answers every question.
create table write_probe (
  is_only_row boolean primary key default true check (is_only_row),
  written_at timestamptz not null default now(),
  -- When a replica was last seen to take messages from the status queue.
  consumed_at timestamptz
);
insert into write_probe default values;

alter table data_source_connections
  -- Why the results of a silent run may be waiting somewhere.
  add column run_held_up_by text,
  -- When the run began, by the clock of whoever sends its messages.
  add column run_sender_start_at timestamptz,
  -- When a run was cancelled last, by our clock and by the sender's.
  add column last_cancelled_at timestamptz,
  add column last_cancelled_sender_at timestamptz;
