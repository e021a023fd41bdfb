-- Of a run that waits for its turn: the place that was told last, when, and the number of that message.
-- What comes before a run begins are messages of its place only.
alter table runs
  add column told_position integer,
  add column told_position_at timestamptz,
  add column told_position_seq integer not null default 0;
