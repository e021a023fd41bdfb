-- What somebody said a connection's documents are in, where somebody did.
create table connection_languages (
  tenant_id text not null,
  connection_id uuid not null,
  -- Null: each document tells itself, as where there is no row.
  language text,
  -- The id at the source up to which stored documents are gone through since it was chosen; null: all are.
  gone_through_to text default '',
  primary key (tenant_id, connection_id)
);
create index connection_languages_pending on connection_languages (tenant_id, connection_id)
  where gone_through_to is not null;
