-- Which source the documents and people of a connection are of, and when it was led to another one: what
-- was stored before that is of things that have the same ids there. Null: not noted yet.
alter table access_states
  add column source text,
  add column led_elsewhere_at timestamptz;
