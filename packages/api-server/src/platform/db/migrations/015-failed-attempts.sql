-- What is held and what was tried are two things: new credentials that were not accepted say nothing
-- about those in use.
alter table data_source_connections
  -- Way to prove access, of the catalogue, that the credentials in use were proven with.
  add column verified_method text,
  -- New credentials of the verification that is not over yet, and the checks that they stand over.
  add column pending_attempt jsonb check (jsonb_typeof(pending_attempt) = 'object'),
  -- The last ones that did not come into use, while others stayed so.
  add column failed_attempt jsonb check (jsonb_typeof(failed_attempt) = 'object');
