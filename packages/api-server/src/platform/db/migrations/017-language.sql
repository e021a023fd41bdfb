-- The language in which the person used the pages last, for mails; null: not known yet.
alter table users add column language text check (language ~ '^[a-z]{2}$');
