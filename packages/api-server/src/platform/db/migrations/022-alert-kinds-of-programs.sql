-- Which alerts the program of an organization is told of; null: all of them, also of kinds to come.
alter table change_webhooks add column kinds text[];
