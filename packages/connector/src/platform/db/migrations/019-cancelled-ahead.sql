-- Ids of runs that were cancelled before the webhook that begins them came: it is late then, and no fault.
alter table spent_run_ids add column cancelled boolean not null default false;
