-- What is wrong with a connection, from when that began until it was over, written in the transaction
-- of what happened. Whom to tell is looked at later, when what comes together is known.
create table alerts (
  id uuid primary key default gen_random_uuid(),
  organization_id text not null references organizations (id) on delete cascade,
  connection_id uuid not null references data_source_connections (id) on delete cascade,
  kind text not null check (kind in ('failed', 'access_lost', 'held', 'silent', 'expiring')),
  -- Code of a problem, or what the app found by the clock.
  cause text not null,
  happened_at timestamptz not null default now(),
  ended_at timestamptz,
  -- When it was looked at whom to tell of it, and of its end; until then it begins again as the same one.
  noticed_at timestamptz,
  end_noticed_at timestamptz,
  check (end_noticed_at is null or ended_at is not null)
);
create unique index alerts_current on alerts (connection_id, kind, cause)
  where end_noticed_at is null;
create index alerts_of_connection on alerts (connection_id, kind);
create index alerts_unnoticed on alerts (organization_id)
  where noticed_at is null or (ended_at is not null and end_noticed_at is null);
create index alerts_over on alerts (end_noticed_at) where end_noticed_at is not null;

-- What each member wants to be told by mail, and the message that is on its way to them.
create table alert_recipients (
  organization_id text not null,
  user_id text not null,
  sends_mail boolean not null default true,
  -- Null: as the role has it.
  kinds text[],
  quiet_from text,
  quiet_to text,
  time_zone text,
  message_id text,
  attempts integer not null default 0,
  -- Not before: quiet hours, an attempt under way, or one that failed.
  next_attempt_at timestamptz,
  primary key (organization_id, user_id),
  foreign key (organization_id, user_id) references members (organization_id, user_id) on delete cascade,
  check ((quiet_from is null) = (quiet_to is null) and (quiet_from is null) = (time_zone is null)),
  check (message_id is null or next_attempt_at is not null)
);

-- Who is to be told of an alert, or that it is over.
create table alert_notices (
  alert_id uuid not null references alerts (id) on delete cascade,
  organization_id text not null,
  -- Null: the program that the organization has told of alerts.
  user_id text,
  is_end boolean not null,
  due_at timestamptz not null,
  -- Of the message that tells it.
  message_id text,
  told_at timestamptz,
  unique nulls not distinct (alert_id, user_id, is_end),
  foreign key (organization_id, user_id)
    references alert_recipients (organization_id, user_id) on delete cascade
);
create index alert_notices_untold on alert_notices (organization_id, user_id) where told_at is null;

-- A program for each topic; processes of the build before know of documents alone.
alter table change_webhooks
  add column topic text not null default 'documents' check (topic in ('documents', 'alerts')),
  drop constraint change_webhooks_pkey,
  add primary key (organization_id, topic);
