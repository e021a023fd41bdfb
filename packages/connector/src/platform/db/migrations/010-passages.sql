-- What a document is found by is worked out by the connector now, the same on every database. What
-- the database itself worked out before stays until the document's turn comes: it is found meanwhile.
alter table documents
  alter column search drop expression,
  alter column search drop not null,
  -- Where it is cut: places in the body and the headings above them.
  add column passages jsonb,
  -- Null: not known.
  add column language text,
  -- The number of the analysis that made them; 0: none of ours.
  add column analysis smallint not null default 0;

-- Rows that are read by the thousand are short: what is long stands elsewhere, and is fetched only
-- for those that are ranked.
alter table documents set (toast_tuple_target = 256);
alter table documents alter column search set storage external;

create index documents_by_analysis on documents (analysis, tenant_id);

-- Languages that a tenant's documents are in, so that a search asks for no stems of others. The
-- empty one stands for documents whose language is not known.
create table document_languages (
  tenant_id text not null,
  language text not null,
  primary key (tenant_id, language)
);
