-- Since when the address that an account was found by could not be looked up again: what was found
-- counts until that is too long ago.
alter table person_links add column unread_since timestamptz;
