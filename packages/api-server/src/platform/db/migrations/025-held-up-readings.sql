-- Where the results of a silent reading of permissions wait, as connections have it of their runs.
alter table connection_access add column run_held_up_by text;
