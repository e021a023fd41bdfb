-- A sync that would remove too much removes nothing and says how much; somebody decides.
alter table data_source_connections
  add column documents_kept integer not null default 0 check (documents_kept >= 0),
  add column deletions_held integer check (deletions_held >= 0),
  add column deletions_held_of integer check (deletions_held_of >= 0);
