-- When a reading last told of any document who may read it. One that began before a sync did may
-- still tell something newer than what the sync has asked for.
alter table access_states add column documents_last_told_at timestamptz;
update access_states set documents_last_told_at = documents_told_at;
