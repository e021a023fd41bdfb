-- Questions of the app that were answered, so that nobody who overheard one asks it again. Kept for
-- longer than a signature counts.
create table taken_questions (
  id text primary key,
  taken_at timestamptz not null default now()
);
create index taken_questions_by_age on taken_questions (taken_at);
