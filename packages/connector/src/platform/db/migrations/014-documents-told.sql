-- When the newest reading began that said of any document who may read it: what a sync that is older
-- says of that may have been true before.
alter table access_states add column documents_told_at timestamptz;
update access_states set documents_told_at = documents_read_at;
