-- A preview is a run that reports to nobody: who asked looks at its result.
alter table runs drop constraint runs_kind_check,
  add constraint runs_kind_check check (kind in ('verification', 'sync', 'preview')),
  add column result jsonb;
