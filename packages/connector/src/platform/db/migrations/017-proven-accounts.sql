-- An account that is new, or that shows another address, or is active again, lets nobody in before a
-- whole list named it: another one of the same list may have its address too. Until then it only takes
-- the address from others.
alter table source_accounts
  add column is_proven boolean not null default true,
  -- Since when the source did not tell all of it: what is stored counts until that is too long ago.
  add column unread_since timestamptz;
