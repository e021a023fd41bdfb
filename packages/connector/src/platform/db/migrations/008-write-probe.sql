-- One row that is written to find out whether anything can be: a database that only reads, or whose
-- disk is full, answers every question.
create table write_probe (
  is_only_row boolean primary key default true check (is_only_row),
  written_at timestamptz not null default now()
);
insert into write_probe default values;
