-- What a sync was asked for beside the ordinary: a decision about held deletions, only the failed items.
alter table runs add column wishes jsonb not null default '{}';

-- The source has it no more, and somebody decided that it stays all the same.
alter table documents add column kept_at timestamptz;
create index documents_kept on documents (tenant_id, connection_id) where kept_at is not null;
