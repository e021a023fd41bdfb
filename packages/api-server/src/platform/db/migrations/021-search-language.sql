-- What somebody said the documents of a connection are in, for searches; null: each tells itself.
alter table data_source_connections
  add column search_language text check (search_language ~ '^[a-z]{2}$');
