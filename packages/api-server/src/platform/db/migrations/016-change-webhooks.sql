-- Where a program of an organization is told that documents changed.
create table change_webhooks (
  organization_id text primary key references organizations (id) on delete cascade,
  url text not null,
  -- What deliveries are signed with, encrypted; the one before signs beside it until then.
  sealed_secret text not null,
  sealed_previous_secret text,
  previous_secret_until timestamptz check
    ((previous_secret_until is null) = (sealed_previous_secret is null)),
  is_on boolean not null default true,
  off_reason text check (off_reason in ('switched_off', 'failed', 'gone')),
  created_at timestamptz not null default now(),
  -- What the sources were like when that was looked at last.
  noticed_state text,
  -- The change that is to be told of; null: none.
  message_id text,
  changed_at timestamptz,
  next_attempt_at timestamptz,
  attempts integer not null default 0,
  failed_since timestamptz,
  last_failure text,
  last_status integer,
  delivered_at timestamptz,
  check (is_on = (off_reason is null)),
  check ((message_id is null) = (next_attempt_at is null) and (message_id is null) = (changed_at is null))
);
create index change_webhooks_due on change_webhooks (next_attempt_at) where is_on;

alter table audit_events
  drop constraint audit_events_object_type_check,
  add constraint audit_events_object_type_check check (object_type in
    ('data_source', 'member', 'invitation', 'organization', 'session', 'key', 'assistant', 'webhook'));
