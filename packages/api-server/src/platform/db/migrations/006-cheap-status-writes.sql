-- A status message rewrites its row. PostgreSQL leaves all indexes alone when no column of one
-- changes and the page has room for the new row (a HOT update); each index entry is a write of its
-- own otherwise.

-- The sweep looks for a deadline every few seconds and reads the table for it, which holds a few
-- rows of an organization: 20,000 of them in some fifteen milliseconds.
drop index data_source_connections_live_runs;

-- As much room as rows: a batch may rewrite all rows of a page before any old one can be removed.
alter table data_source_connections set (fillfactor = 50);

-- A check of a table runs at every write of a row, that of a domain where the column itself is written.
create domain data_source_type as text check (value ~ '^[a-z][a-z0-9_]{0,49}$');
alter table data_source_connections
  drop constraint data_source_connections_type_check,
  alter column type type data_source_type;

-- The same for audit entries, of which a status message writes one: two indexes instead of four.
-- Pages are read by organization and position, which so is the key; an id is random and nobody
-- looks one up.
alter table audit_events
  drop constraint audit_events_pkey,
  drop constraint audit_events_id_key;
drop index audit_events_newest;
alter table audit_events add primary key (organization_id, position);
