-- The schema that the migrations make. Written by UPDATE_SCHEMA=1 in test/database.db.test.ts.

table access_keys: id uuid not null default gen_random_uuid()
table access_keys: organization_id text not null
table access_keys: kind text not null
table access_keys: member_id text
table access_keys: name text not null
table access_keys: hint text not null
table access_keys: key_hash text not null
table access_keys: scopes text[] not null
table access_keys: connections uuid[] not null default '{}'::uuid[]
table access_keys: created_by text
table access_keys: created_at timestamp with time zone not null default now()
table access_keys: expires_at timestamp with time zone not null
table access_keys: last_used_at timestamp with time zone
table accounts: id text not null
table accounts: user_id text not null
table accounts: provider_id text not null
table accounts: account_id text not null
table accounts: access_token text
table accounts: refresh_token text
table accounts: id_token text
table accounts: access_token_expires_at timestamp with time zone
table accounts: refresh_token_expires_at timestamp with time zone
table accounts: scope text
table accounts: password text
table accounts: created_at timestamp with time zone not null default now()
table accounts: updated_at timestamp with time zone not null default now()
table alert_notices: alert_id uuid not null
table alert_notices: organization_id text not null
table alert_notices: user_id text
table alert_notices: is_end boolean not null
table alert_notices: due_at timestamp with time zone not null
table alert_notices: message_id text
table alert_notices: told_at timestamp with time zone
table alert_recipients: organization_id text not null
table alert_recipients: user_id text not null
table alert_recipients: sends_mail boolean not null default true
table alert_recipients: kinds text[]
table alert_recipients: quiet_from text
table alert_recipients: quiet_to text
table alert_recipients: time_zone text
table alert_recipients: message_id text
table alert_recipients: attempts integer not null default 0
table alert_recipients: next_attempt_at timestamp with time zone
table alerts: id uuid not null default gen_random_uuid()
table alerts: organization_id text not null
table alerts: connection_id uuid not null
table alerts: kind text not null
table alerts: cause text not null
table alerts: happened_at timestamp with time zone not null default now()
table alerts: ended_at timestamp with time zone
table alerts: noticed_at timestamp with time zone
table alerts: end_noticed_at timestamp with time zone
table assistants: id text not null
table assistants: organization_id text not null
table assistants: member_id text not null
table assistants: client_id text not null
table assistants: client_name text not null
table assistants: redirect_host text not null
table assistants: scopes text[] not null
table assistants: created_at timestamp with time zone not null default now()
table assistants: last_used_at timestamp with time zone
table audit_events: position bigint not null generated always as identity
table audit_events: id uuid not null default gen_random_uuid()
table audit_events: organization_id text not null
table audit_events: occurred_at timestamp with time zone not null default now()
table audit_events: action text not null
table audit_events: actor_type text not null
table audit_events: actor_id text
table audit_events: actor_label text
table audit_events: object_type text not null
table audit_events: object_id text not null
table audit_events: object_label text
table audit_events: ip text
table audit_events: details jsonb not null default '{}'::jsonb
table audit_seals: number bigint not null
table audit_seals: through_position bigint not null
table audit_seals: entries bigint not null
table audit_seals: hash text not null
table audit_seals: sealed_at timestamp with time zone not null
table change_webhooks: organization_id text not null
table change_webhooks: url text not null
table change_webhooks: sealed_secret text not null
table change_webhooks: sealed_previous_secret text
table change_webhooks: previous_secret_until timestamp with time zone
table change_webhooks: is_on boolean not null default true
table change_webhooks: off_reason text
table change_webhooks: created_at timestamp with time zone not null default now()
table change_webhooks: noticed_state text
table change_webhooks: message_id text
table change_webhooks: changed_at timestamp with time zone
table change_webhooks: next_attempt_at timestamp with time zone
table change_webhooks: attempts integer not null default 0
table change_webhooks: failed_since timestamp with time zone
table change_webhooks: last_failure text
table change_webhooks: last_status integer
table change_webhooks: delivered_at timestamp with time zone
table change_webhooks: topic text not null default 'documents'::text
table change_webhooks: kinds text[]
table client_documents: url text not null
table client_documents: document jsonb not null
table client_documents: fetched_at timestamp with time zone not null default now()
table connection_access: connection_id uuid not null
table connection_access: organization_id text not null
table connection_access: mode text not null default 'source'::text
table connection_access: status text not null default 'idle'::text
table connection_access: run_id text
table connection_access: run_seq integer not null default 0
table connection_access: run_started_at timestamp with time zone
table connection_access: run_accepted_at timestamp with time zone
table connection_access: run_deadline_at timestamp with time zone
table connection_access: run_last_heard_at timestamp with time zone
table connection_access: run_heartbeat_seconds integer
table connection_access: run_phase text
table connection_access: run_waiting_until timestamp with time zone
table connection_access: documents_processed integer not null default 0
table connection_access: documents_total integer
table connection_access: last_run_id text
table connection_access: last_run_ended_by text
table connection_access: last_result text
table connection_access: last_checked_at timestamp with time zone
table connection_access: last_ended_at timestamp with time zone
table connection_access: error_code text
table connection_access: error text
table connection_access: summary jsonb
table connection_access: every_minutes integer not null default 30
table connection_access: next_check_at timestamp with time zone
table connection_access: failures integer not null default 0
table connection_access: run_asked_for boolean not null default false
table connection_access: run_queue_position integer
table connection_access: run_held_up_by text
table connector_roots: address text not null
table connector_roots: thumbprint text not null
table connector_roots: first_seen_at timestamp with time zone not null default now()
table credential_links: id uuid not null default gen_random_uuid()
table credential_links: organization_id text not null
table credential_links: connection_id uuid not null
table credential_links: token_hash text not null
table credential_links: made_by text not null
table credential_links: settings jsonb not null
table credential_links: address jsonb not null
table credential_links: address_before jsonb not null
table credential_links: created_at timestamp with time zone not null default now()
table credential_links: expires_at timestamp with time zone not null
table credential_links: opened_at timestamp with time zone
table credential_links: last_run_id uuid
table credential_links: ended_at timestamp with time zone
table credential_links: end_reason text
table data_source_connections: id uuid not null default gen_random_uuid()
table data_source_connections: organization_id text not null
table data_source_connections: type data_source_type not null
table data_source_connections: name text not null
table data_source_connections: description text not null default ''::text
table data_source_connections: settings jsonb not null default '{}'::jsonb
table data_source_connections: status text not null default 'idle'::text
table data_source_connections: enabled boolean not null default false
table data_source_connections: last_sync_status text
table data_source_connections: last_sync_at timestamp with time zone
table data_source_connections: last_sync_error text
table data_source_connections: last_verification_at timestamp with time zone
table data_source_connections: last_verification_error text
table data_source_connections: latest_options jsonb
table data_source_connections: verification_checks jsonb not null default '[]'::jsonb
table data_source_connections: error_code text
table data_source_connections: credentials_expire_at timestamp with time zone
table data_source_connections: run_id text
table data_source_connections: run_seq integer not null default 0
table data_source_connections: run_started_at timestamp with time zone
table data_source_connections: run_accepted_at timestamp with time zone
table data_source_connections: run_deadline_at timestamp with time zone
table data_source_connections: run_last_heard_at timestamp with time zone
table data_source_connections: run_heartbeat_seconds integer
table data_source_connections: run_phase text
table data_source_connections: run_waiting_until timestamp with time zone
table data_source_connections: last_run_id text
table data_source_connections: last_run_kind text
table data_source_connections: last_run_ended_by text
table data_source_connections: last_result_sender_at timestamp with time zone
table data_source_connections: last_result_digest text
table data_source_connections: last_result_applied_at timestamp with time zone
table data_source_connections: last_verified_at timestamp with time zone
table data_source_connections: pending_settings jsonb
table data_source_connections: documents_processed integer not null default 0
table data_source_connections: documents_total integer
table data_source_connections: documents_failed integer not null default 0
table data_source_connections: documents_added integer
table data_source_connections: documents_updated integer
table data_source_connections: documents_removed integer
table data_source_connections: sync_schedule jsonb
table data_source_connections: next_sync_at timestamp with time zone
table data_source_connections: version integer not null default 1
table data_source_connections: created_by text
table data_source_connections: updated_by text
table data_source_connections: created_at timestamp with time zone not null default now()
table data_source_connections: updated_at timestamp with time zone not null default now()
table data_source_connections: sync_failures integer not null default 0
table data_source_connections: paused_at timestamp with time zone
table data_source_connections: paused_reason text
table data_source_connections: paused_by text
table data_source_connections: documents_kept integer not null default 0
table data_source_connections: deletions_held integer
table data_source_connections: deletions_held_of integer
table data_source_connections: run_held_up_by text
table data_source_connections: run_sender_start_at timestamp with time zone
table data_source_connections: last_cancelled_at timestamp with time zone
table data_source_connections: last_cancelled_sender_at timestamp with time zone
table data_source_connections: verified_method text
table data_source_connections: pending_attempt jsonb
table data_source_connections: failed_attempt jsonb
table data_source_connections: search_language text
table data_source_connections: run_queue_position integer
table data_source_connections: run_look_at timestamp with time zone
table invitations: id text not null
table invitations: organization_id text not null
table invitations: email text not null
table invitations: role text not null
table invitations: status text not null default 'pending'::text
table invitations: inviter_id text not null
table invitations: expires_at timestamp with time zone not null
table invitations: created_at timestamp with time zone not null default now()
table members: id text not null
table members: organization_id text not null
table members: user_id text not null
table members: role text not null
table members: created_at timestamp with time zone not null default now()
table oauth_records: model text not null
table oauth_records: id_hash text not null
table oauth_records: uid_hash text
table oauth_records: grant_id text
table oauth_records: client_id text
table oauth_records: payload text not null
table oauth_records: created_at timestamp with time zone not null default now()
table oauth_records: expires_at timestamp with time zone
table oauth_records: consumed_at timestamp with time zone
table organization_domains: id uuid not null default gen_random_uuid()
table organization_domains: organization_id text not null
table organization_domains: domain text not null
table organization_domains: token text not null
table organization_domains: created_by text
table organization_domains: created_at timestamp with time zone not null default now()
table organization_domains: proved_at timestamp with time zone
table organization_domains: found_at timestamp with time zone
table organization_domains: checked_at timestamp with time zone
table organization_domains: finding text
table organizations: id text not null
table organizations: name text not null
table organizations: slug text not null
table organizations: logo text
table organizations: metadata text
table organizations: created_at timestamp with time zone not null default now()
table outgoing_webhooks: id text not null
table outgoing_webhooks: organization_id text not null
table outgoing_webhooks: connection_id uuid not null
table outgoing_webhooks: payload jsonb not null
table outgoing_webhooks: attempts integer not null default 0
table outgoing_webhooks: next_attempt_at timestamp with time zone not null default now()
table outgoing_webhooks: created_at timestamp with time zone not null default now()
table rate_limits: key text not null
table rate_limits: attempts integer not null
table rate_limits: window_ends_at timestamp with time zone not null
table rate_limits: blocked_until timestamp with time zone
table rate_limits: refused integer not null default 0
table recovery_codes: user_id text not null
table recovery_codes: code_hash text not null
table recovery_codes: used_at timestamp with time zone
table second_factors: user_id text not null
table second_factors: sealed_secret text not null
table second_factors: last_step bigint not null default 0
table second_factors: confirmed_at timestamp with time zone
table second_factors: created_at timestamp with time zone not null default now()
table sessions: id text not null
table sessions: user_id text not null
table sessions: token text not null
table sessions: active_organization_id text
table sessions: ip_address text
table sessions: user_agent text
table sessions: expires_at timestamp with time zone not null
table sessions: created_at timestamp with time zone not null default now()
table sessions: updated_at timestamp with time zone not null default now()
table sessions: last_seen_at timestamp with time zone not null default now()
table sessions: must_end_at timestamp with time zone not null
table users: id text not null
table users: name text not null
table users: email text not null
table users: email_verified boolean not null default false
table users: image text
table users: last_organization_id text
table users: created_at timestamp with time zone not null default now()
table users: updated_at timestamp with time zone not null default now()
table users: address_proved_at timestamp with time zone
table users: address_proved_by text
table users: address_claim text
table users: language text
table verifications: id text not null
table verifications: identifier text not null
table verifications: value text not null
table verifications: expires_at timestamp with time zone not null
table verifications: created_at timestamp with time zone not null default now()
table verifications: updated_at timestamp with time zone not null default now()
table write_probe: is_only_row boolean not null default true
table write_probe: written_at timestamp with time zone not null default now()
table write_probe: consumed_at timestamp with time zone

table data_source_connections with (fillfactor=50)

domain data_source_type as text CHECK ((VALUE ~ '^[a-z][a-z0-9_]{0,49}$'::text))

constraint access_keys_check on access_keys: CHECK (((kind = 'personal'::text) = (member_id IS NOT NULL)))
constraint access_keys_check1 on access_keys: CHECK (((kind = 'organization'::text) OR (connections = '{}'::uuid[])))
constraint access_keys_created_by_fkey on access_keys: FOREIGN KEY (created_by) REFERENCES users(id) ON DELETE SET NULL
constraint access_keys_key_hash_check on access_keys: CHECK ((key_hash ~ '^[0-9a-f]{64}$'::text))
constraint access_keys_key_hash_key on access_keys: UNIQUE (key_hash)
constraint access_keys_kind_check on access_keys: CHECK ((kind = ANY (ARRAY['personal'::text, 'organization'::text])))
constraint access_keys_member_id_fkey on access_keys: FOREIGN KEY (member_id) REFERENCES members(id) ON DELETE CASCADE
constraint access_keys_organization_id_fkey on access_keys: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint access_keys_pkey on access_keys: PRIMARY KEY (id)
constraint access_keys_scopes_check on access_keys: CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['documents:read'::text, 'sources:read'::text, 'sources:write'::text])))
constraint accounts_pkey on accounts: PRIMARY KEY (id)
constraint accounts_provider_id_account_id_key on accounts: UNIQUE (provider_id, account_id)
constraint accounts_user_id_fkey on accounts: FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
constraint alert_notices_alert_id_fkey on alert_notices: FOREIGN KEY (alert_id) REFERENCES alerts(id) ON DELETE CASCADE
constraint alert_notices_alert_id_user_id_is_end_key on alert_notices: UNIQUE NULLS NOT DISTINCT (alert_id, user_id, is_end)
constraint alert_notices_organization_id_user_id_fkey on alert_notices: FOREIGN KEY (organization_id, user_id) REFERENCES alert_recipients(organization_id, user_id) ON DELETE CASCADE
constraint alert_recipients_check on alert_recipients: CHECK ((((quiet_from IS NULL) = (quiet_to IS NULL)) AND ((quiet_from IS NULL) = (time_zone IS NULL))))
constraint alert_recipients_check1 on alert_recipients: CHECK (((message_id IS NULL) OR (next_attempt_at IS NOT NULL)))
constraint alert_recipients_organization_id_user_id_fkey on alert_recipients: FOREIGN KEY (organization_id, user_id) REFERENCES members(organization_id, user_id) ON DELETE CASCADE
constraint alert_recipients_pkey on alert_recipients: PRIMARY KEY (organization_id, user_id)
constraint alerts_check on alerts: CHECK (((end_noticed_at IS NULL) OR (ended_at IS NOT NULL)))
constraint alerts_connection_id_fkey on alerts: FOREIGN KEY (connection_id) REFERENCES data_source_connections(id) ON DELETE CASCADE
constraint alerts_kind_check on alerts: CHECK ((kind = ANY (ARRAY['failed'::text, 'access_lost'::text, 'held'::text, 'silent'::text, 'expiring'::text])))
constraint alerts_organization_id_fkey on alerts: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint alerts_pkey on alerts: PRIMARY KEY (id)
constraint assistants_member_id_fkey on assistants: FOREIGN KEY (member_id) REFERENCES members(id) ON DELETE CASCADE
constraint assistants_organization_id_fkey on assistants: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint assistants_pkey on assistants: PRIMARY KEY (id)
constraint assistants_scopes_check on assistants: CHECK (((cardinality(scopes) > 0) AND (scopes <@ ARRAY['documents:read'::text])))
constraint audit_events_actor_type_check on audit_events: CHECK ((actor_type = ANY (ARRAY['user'::text, 'connector'::text, 'system'::text, 'key'::text, 'link'::text])))
constraint audit_events_details_check on audit_events: CHECK ((jsonb_typeof(details) = 'object'::text))
constraint audit_events_object_type_check on audit_events: CHECK ((object_type = ANY (ARRAY['data_source'::text, 'member'::text, 'invitation'::text, 'organization'::text, 'session'::text, 'key'::text, 'assistant'::text, 'webhook'::text])))
constraint audit_events_pkey on audit_events: PRIMARY KEY (organization_id, "position")
constraint audit_seals_entries_check on audit_seals: CHECK ((entries >= 0))
constraint audit_seals_hash_check on audit_seals: CHECK ((hash ~ '^[0-9a-f]{64}$'::text))
constraint audit_seals_number_check on audit_seals: CHECK ((number >= 1))
constraint audit_seals_pkey on audit_seals: PRIMARY KEY (number)
constraint change_webhooks_check on change_webhooks: CHECK (((previous_secret_until IS NULL) = (sealed_previous_secret IS NULL)))
constraint change_webhooks_check1 on change_webhooks: CHECK ((is_on = (off_reason IS NULL)))
constraint change_webhooks_check2 on change_webhooks: CHECK ((((message_id IS NULL) = (next_attempt_at IS NULL)) AND ((message_id IS NULL) = (changed_at IS NULL))))
constraint change_webhooks_off_reason_check on change_webhooks: CHECK ((off_reason = ANY (ARRAY['switched_off'::text, 'failed'::text, 'gone'::text])))
constraint change_webhooks_organization_id_fkey on change_webhooks: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint change_webhooks_pkey on change_webhooks: PRIMARY KEY (organization_id, topic)
constraint change_webhooks_topic_check on change_webhooks: CHECK ((topic = ANY (ARRAY['documents'::text, 'alerts'::text])))
constraint client_documents_document_check on client_documents: CHECK ((jsonb_typeof(document) = 'object'::text))
constraint client_documents_pkey on client_documents: PRIMARY KEY (url)
constraint connection_access_check on connection_access: CHECK (((status = 'checking'::text) = ((run_id IS NOT NULL) AND (run_deadline_at IS NOT NULL))))
constraint connection_access_connection_id_fkey on connection_access: FOREIGN KEY (connection_id) REFERENCES data_source_connections(id) ON DELETE CASCADE
constraint connection_access_every_minutes_check on connection_access: CHECK (((every_minutes >= 5) AND (every_minutes <= 1440)))
constraint connection_access_last_result_check on connection_access: CHECK ((last_result = ANY (ARRAY['completed'::text, 'failed'::text, 'cancelled'::text])))
constraint connection_access_last_run_ended_by_check on connection_access: CHECK ((last_run_ended_by = ANY (ARRAY['result'::text, 'deadline'::text])))
constraint connection_access_mode_check on connection_access: CHECK ((mode = ANY (ARRAY['source'::text, 'everyone'::text])))
constraint connection_access_organization_id_fkey on connection_access: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint connection_access_pkey on connection_access: PRIMARY KEY (connection_id)
constraint connection_access_run_queue_position_check on connection_access: CHECK ((run_queue_position > 0))
constraint connection_access_status_check on connection_access: CHECK ((status = ANY (ARRAY['idle'::text, 'checking'::text])))
constraint connector_roots_pkey on connector_roots: PRIMARY KEY (address)
constraint credential_links_check on credential_links: CHECK (((ended_at IS NULL) = (end_reason IS NULL)))
constraint credential_links_connection_id_fkey on credential_links: FOREIGN KEY (connection_id) REFERENCES data_source_connections(id) ON DELETE CASCADE
constraint credential_links_end_reason_check on credential_links: CHECK ((end_reason = ANY (ARRAY['used'::text, 'expired'::text, 'revoked'::text, 'superseded'::text, 'address_changed'::text, 'maker_gone'::text])))
constraint credential_links_made_by_fkey on credential_links: FOREIGN KEY (made_by) REFERENCES users(id) ON DELETE CASCADE
constraint credential_links_organization_id_fkey on credential_links: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint credential_links_pkey on credential_links: PRIMARY KEY (id)
constraint credential_links_token_hash_check on credential_links: CHECK ((token_hash ~ '^[0-9a-f]{64}$'::text))
constraint credential_links_token_hash_key on credential_links: UNIQUE (token_hash)
constraint data_source_connections_deletions_held_check on data_source_connections: CHECK ((deletions_held >= 0))
constraint data_source_connections_deletions_held_of_check on data_source_connections: CHECK ((deletions_held_of >= 0))
constraint data_source_connections_description_check on data_source_connections: CHECK ((length(description) <= 1000))
constraint data_source_connections_documents_added_check on data_source_connections: CHECK ((documents_added >= 0))
constraint data_source_connections_documents_failed_check on data_source_connections: CHECK ((documents_failed >= 0))
constraint data_source_connections_documents_kept_check on data_source_connections: CHECK ((documents_kept >= 0))
constraint data_source_connections_documents_processed_check on data_source_connections: CHECK ((documents_processed >= 0))
constraint data_source_connections_documents_removed_check on data_source_connections: CHECK ((documents_removed >= 0))
constraint data_source_connections_documents_total_check on data_source_connections: CHECK ((documents_total >= 0))
constraint data_source_connections_documents_updated_check on data_source_connections: CHECK ((documents_updated >= 0))
constraint data_source_connections_failed_attempt_check on data_source_connections: CHECK ((jsonb_typeof(failed_attempt) = 'object'::text))
constraint data_source_connections_last_run_ended_by_check on data_source_connections: CHECK ((last_run_ended_by = ANY (ARRAY['result'::text, 'deadline'::text, 'cancel'::text])))
constraint data_source_connections_last_run_is_whole on data_source_connections: CHECK ((((last_run_id IS NULL) = (last_run_kind IS NULL)) AND ((last_run_id IS NULL) = (last_run_ended_by IS NULL))))
constraint data_source_connections_last_run_kind_check on data_source_connections: CHECK ((last_run_kind = ANY (ARRAY['verification'::text, 'sync'::text])))
constraint data_source_connections_last_sync_status_check on data_source_connections: CHECK ((last_sync_status = ANY (ARRAY['completed'::text, 'failed'::text, 'cancelled'::text])))
constraint data_source_connections_latest_options_check on data_source_connections: CHECK ((jsonb_typeof(latest_options) = 'object'::text))
constraint data_source_connections_name_check on data_source_connections: CHECK (((length(name) >= 1) AND (length(name) <= 200)))
constraint data_source_connections_one_of_a_type on data_source_connections: UNIQUE (organization_id, type)
constraint data_source_connections_organization_id_fkey on data_source_connections: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint data_source_connections_pause_is_whole on data_source_connections: CHECK (
CASE
    WHEN (paused_at IS NULL) THEN ((paused_reason IS NULL) AND (paused_by IS NULL))
    ELSE ((paused_reason IS NOT NULL) AND (next_sync_at IS NULL))
END)
constraint data_source_connections_paused_reason_check on data_source_connections: CHECK ((paused_reason = ANY (ARRAY['user'::text, 'failures'::text])))
constraint data_source_connections_pending_attempt_check on data_source_connections: CHECK ((jsonb_typeof(pending_attempt) = 'object'::text))
constraint data_source_connections_pending_settings_check on data_source_connections: CHECK ((jsonb_typeof(pending_settings) = 'object'::text))
constraint data_source_connections_pkey on data_source_connections: PRIMARY KEY (id)
constraint data_source_connections_plan_is_whole on data_source_connections: CHECK (((next_sync_at IS NULL) OR ((sync_schedule IS NOT NULL) AND enabled)))
constraint data_source_connections_run_heartbeat_seconds_check on data_source_connections: CHECK ((run_heartbeat_seconds > 0))
constraint data_source_connections_run_is_whole on data_source_connections: CHECK (
CASE status
    WHEN 'idle'::text THEN ((run_id IS NULL) AND (run_started_at IS NULL) AND (run_deadline_at IS NULL))
    ELSE ((run_id IS NOT NULL) AND (run_started_at IS NOT NULL) AND (run_deadline_at IS NOT NULL))
END)
constraint data_source_connections_run_queue_position_check on data_source_connections: CHECK ((run_queue_position > 0))
constraint data_source_connections_run_seq_check on data_source_connections: CHECK ((run_seq >= 0))
constraint data_source_connections_search_language_check on data_source_connections: CHECK ((search_language ~ '^[a-z]{2}$'::text))
constraint data_source_connections_settings_check on data_source_connections: CHECK ((jsonb_typeof(settings) = 'object'::text))
constraint data_source_connections_status_check on data_source_connections: CHECK ((status = ANY (ARRAY['idle'::text, 'verifying'::text, 'syncing'::text])))
constraint data_source_connections_sync_failures_check on data_source_connections: CHECK ((sync_failures >= 0))
constraint data_source_connections_sync_schedule_check on data_source_connections: CHECK ((jsonb_typeof(sync_schedule) = 'object'::text))
constraint data_source_connections_verification_checks_check on data_source_connections: CHECK ((jsonb_typeof(verification_checks) = 'array'::text))
constraint data_source_connections_version_check on data_source_connections: CHECK ((version >= 1))
constraint invitations_email_check on invitations: CHECK ((email = lower(email)))
constraint invitations_inviter_id_fkey on invitations: FOREIGN KEY (inviter_id) REFERENCES users(id) ON DELETE CASCADE
constraint invitations_organization_id_fkey on invitations: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint invitations_pkey on invitations: PRIMARY KEY (id)
constraint invitations_role_check on invitations: CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text])))
constraint invitations_status_check on invitations: CHECK ((status = ANY (ARRAY['pending'::text, 'accepted'::text, 'rejected'::text, 'canceled'::text])))
constraint members_organization_id_fkey on members: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint members_organization_id_user_id_key on members: UNIQUE (organization_id, user_id)
constraint members_pkey on members: PRIMARY KEY (id)
constraint members_role_check on members: CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'member'::text])))
constraint members_user_id_fkey on members: FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
constraint oauth_records_id_hash_check on oauth_records: CHECK ((id_hash ~ '^[0-9a-f]{64}$'::text))
constraint oauth_records_pkey on oauth_records: PRIMARY KEY (model, id_hash)
constraint oauth_records_uid_hash_check on oauth_records: CHECK ((uid_hash ~ '^[0-9a-f]{64}$'::text))
constraint organization_domains_check on organization_domains: CHECK (((proved_at IS NULL) = (found_at IS NULL)))
constraint organization_domains_domain_check on organization_domains: CHECK ((domain = lower(domain)))
constraint organization_domains_finding_check on organization_domains: CHECK ((finding = ANY (ARRAY['found'::text, 'absent'::text, 'unanswered'::text])))
constraint organization_domains_organization_id_domain_key on organization_domains: UNIQUE (organization_id, domain)
constraint organization_domains_organization_id_fkey on organization_domains: FOREIGN KEY (organization_id) REFERENCES organizations(id) ON DELETE CASCADE
constraint organization_domains_pkey on organization_domains: PRIMARY KEY (id)
constraint organizations_name_check on organizations: CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
constraint organizations_pkey on organizations: PRIMARY KEY (id)
constraint organizations_slug_key on organizations: UNIQUE (slug)
constraint outgoing_webhooks_no_credentials on outgoing_webhooks: CHECK (((NOT (payload ? 'credentials'::text)) AND (NOT (payload ? 'sealed_credentials'::text))))
constraint outgoing_webhooks_payload_check on outgoing_webhooks: CHECK (((payload ->> 'action'::text) = ANY (ARRAY['cancel_sync'::text, 'delete_connection'::text])))
constraint outgoing_webhooks_pkey on outgoing_webhooks: PRIMARY KEY (id)
constraint rate_limits_pkey on rate_limits: PRIMARY KEY (key)
constraint recovery_codes_code_hash_check on recovery_codes: CHECK ((code_hash ~ '^[0-9a-f]{64}$'::text))
constraint recovery_codes_pkey on recovery_codes: PRIMARY KEY (user_id, code_hash)
constraint recovery_codes_user_id_fkey on recovery_codes: FOREIGN KEY (user_id) REFERENCES second_factors(user_id) ON DELETE CASCADE
constraint second_factors_pkey on second_factors: PRIMARY KEY (user_id)
constraint second_factors_user_id_fkey on second_factors: FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
constraint sessions_active_organization_id_fkey on sessions: FOREIGN KEY (active_organization_id) REFERENCES organizations(id) ON DELETE SET NULL
constraint sessions_pkey on sessions: PRIMARY KEY (id)
constraint sessions_token_key on sessions: UNIQUE (token)
constraint sessions_user_id_fkey on sessions: FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
constraint users_address_claim_check on users: CHECK ((address_claim = ANY (ARRAY['verified'::text, 'unstated'::text, 'denied'::text])))
constraint users_address_proved on users: CHECK (((address_proved_at IS NULL) = (address_proved_by IS NULL)))
constraint users_address_proved_by_check on users: CHECK ((address_proved_by = ANY (ARRAY['mail'::text, 'mail_file'::text, 'identity_provider'::text, 'sample'::text])))
constraint users_email_check on users: CHECK (((email = lower(email)) AND (char_length(email) <= 320)))
constraint users_email_key on users: UNIQUE (email)
constraint users_language_check on users: CHECK ((language ~ '^[a-z]{2}$'::text))
constraint users_last_organization_id_fkey on users: FOREIGN KEY (last_organization_id) REFERENCES organizations(id) ON DELETE SET NULL
constraint users_name_check on users: CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
constraint users_pkey on users: PRIMARY KEY (id)
constraint verifications_pkey on verifications: PRIMARY KEY (id)
constraint write_probe_is_only_row_check on write_probe: CHECK (is_only_row)
constraint write_probe_pkey on write_probe: PRIMARY KEY (is_only_row)

CREATE INDEX access_keys_of_member ON public.access_keys USING btree (member_id)
CREATE INDEX access_keys_of_organization ON public.access_keys USING btree (organization_id, created_at)
CREATE INDEX accounts_user_id ON public.accounts USING btree (user_id)
CREATE INDEX alert_notices_untold ON public.alert_notices USING btree (organization_id, user_id) WHERE (told_at IS NULL)
CREATE INDEX alerts_of_connection ON public.alerts USING btree (connection_id, kind)
CREATE INDEX alerts_over ON public.alerts USING btree (end_noticed_at) WHERE (end_noticed_at IS NOT NULL)
CREATE INDEX alerts_unnoticed ON public.alerts USING btree (organization_id) WHERE ((noticed_at IS NULL) OR ((ended_at IS NOT NULL) AND (end_noticed_at IS NULL)))
CREATE INDEX assistants_of_client ON public.assistants USING btree (client_id)
CREATE INDEX assistants_of_member ON public.assistants USING btree (member_id)
CREATE INDEX assistants_of_organization ON public.assistants USING btree (organization_id, created_at)
CREATE INDEX audit_events_of_actor ON public.audit_events USING btree (organization_id, actor_id, "position" DESC) WHERE (actor_id IS NOT NULL)
CREATE INDEX audit_events_of_object ON public.audit_events USING btree (organization_id, object_id, "position" DESC)
CREATE INDEX audit_events_of_run ON public.audit_events USING btree (organization_id, ((details ->> 'run_id'::text)), "position") WHERE (action = ANY (ARRAY['verification.started'::text, 'verification.succeeded'::text, 'verification.failed'::text, 'verification.cancelled'::text, 'sync.started'::text, 'sync.completed'::text, 'sync.failed'::text, 'sync.cancelled'::text, 'access.started'::text, 'access.completed'::text, 'access.failed'::text, 'access.cancelled'::text]))
CREATE INDEX audit_events_position ON public.audit_events USING brin ("position") WITH (autosummarize='on')
CREATE INDEX audit_events_time ON public.audit_events USING brin (occurred_at) WITH (autosummarize='on')
CREATE INDEX change_webhooks_due ON public.change_webhooks USING btree (next_attempt_at) WHERE is_on
CREATE INDEX connection_access_due ON public.connection_access USING btree (next_check_at) WHERE ((status = 'idle'::text) AND (next_check_at IS NOT NULL))
CREATE INDEX connection_access_late ON public.connection_access USING btree (run_deadline_at) WHERE (status = 'checking'::text)
CREATE INDEX connection_access_of_organization ON public.connection_access USING btree (organization_id)
CREATE INDEX credential_links_of_connection ON public.credential_links USING btree (connection_id, created_at)
CREATE INDEX credential_links_of_maker ON public.credential_links USING btree (made_by)
CREATE INDEX credential_links_of_organization ON public.credential_links USING btree (organization_id)
CREATE INDEX data_source_connections_due_syncs ON public.data_source_connections USING btree (next_sync_at) WHERE (next_sync_at IS NOT NULL)
CREATE INDEX data_source_connections_run_looks ON public.data_source_connections USING btree (run_look_at) WHERE (run_look_at IS NOT NULL)
CREATE INDEX invitations_organization_id ON public.invitations USING btree (organization_id)
CREATE INDEX members_user_id ON public.members USING btree (user_id)
CREATE INDEX oauth_records_clients ON public.oauth_records USING btree (created_at) WHERE (model = 'Client'::text)
CREATE INDEX oauth_records_due ON public.oauth_records USING btree (expires_at)
CREATE INDEX oauth_records_of_grant ON public.oauth_records USING btree (grant_id) WHERE (grant_id IS NOT NULL)
CREATE INDEX oauth_records_of_uid ON public.oauth_records USING btree (uid_hash) WHERE (uid_hash IS NOT NULL)
CREATE INDEX organization_domains_due ON public.organization_domains USING btree (checked_at) WHERE (proved_at IS NOT NULL)
CREATE INDEX outgoing_webhooks_due ON public.outgoing_webhooks USING btree (next_attempt_at)
CREATE INDEX rate_limits_window_ends_at ON public.rate_limits USING btree (window_ends_at)
CREATE INDEX sessions_expires_at ON public.sessions USING btree (expires_at)
CREATE INDEX sessions_user_id ON public.sessions USING btree (user_id)
CREATE INDEX verifications_identifier ON public.verifications USING btree (identifier)
CREATE UNIQUE INDEX access_keys_key_hash_key ON public.access_keys USING btree (key_hash)
CREATE UNIQUE INDEX access_keys_pkey ON public.access_keys USING btree (id)
CREATE UNIQUE INDEX accounts_pkey ON public.accounts USING btree (id)
CREATE UNIQUE INDEX accounts_provider_id_account_id_key ON public.accounts USING btree (provider_id, account_id)
CREATE UNIQUE INDEX alert_notices_alert_id_user_id_is_end_key ON public.alert_notices USING btree (alert_id, user_id, is_end) NULLS NOT DISTINCT
CREATE UNIQUE INDEX alert_recipients_pkey ON public.alert_recipients USING btree (organization_id, user_id)
CREATE UNIQUE INDEX alerts_current ON public.alerts USING btree (connection_id, kind, cause) WHERE (end_noticed_at IS NULL)
CREATE UNIQUE INDEX alerts_pkey ON public.alerts USING btree (id)
CREATE UNIQUE INDEX assistants_pkey ON public.assistants USING btree (id)
CREATE UNIQUE INDEX audit_events_pkey ON public.audit_events USING btree (organization_id, "position")
CREATE UNIQUE INDEX audit_seals_pkey ON public.audit_seals USING btree (number)
CREATE UNIQUE INDEX change_webhooks_pkey ON public.change_webhooks USING btree (organization_id, topic)
CREATE UNIQUE INDEX client_documents_pkey ON public.client_documents USING btree (url)
CREATE UNIQUE INDEX connection_access_pkey ON public.connection_access USING btree (connection_id)
CREATE UNIQUE INDEX connector_roots_pkey ON public.connector_roots USING btree (address)
CREATE UNIQUE INDEX credential_links_open ON public.credential_links USING btree (connection_id) WHERE (ended_at IS NULL)
CREATE UNIQUE INDEX credential_links_pkey ON public.credential_links USING btree (id)
CREATE UNIQUE INDEX credential_links_token_hash_key ON public.credential_links USING btree (token_hash)
CREATE UNIQUE INDEX data_source_connections_one_of_a_type ON public.data_source_connections USING btree (organization_id, type)
CREATE UNIQUE INDEX data_source_connections_pkey ON public.data_source_connections USING btree (id)
CREATE UNIQUE INDEX invitations_pkey ON public.invitations USING btree (id)
CREATE UNIQUE INDEX members_organization_id_user_id_key ON public.members USING btree (organization_id, user_id)
CREATE UNIQUE INDEX members_pkey ON public.members USING btree (id)
CREATE UNIQUE INDEX oauth_records_pkey ON public.oauth_records USING btree (model, id_hash)
CREATE UNIQUE INDEX organization_domains_organization_id_domain_key ON public.organization_domains USING btree (organization_id, domain)
CREATE UNIQUE INDEX organization_domains_pkey ON public.organization_domains USING btree (id)
CREATE UNIQUE INDEX organizations_pkey ON public.organizations USING btree (id)
CREATE UNIQUE INDEX organizations_slug_key ON public.organizations USING btree (slug)
CREATE UNIQUE INDEX outgoing_webhooks_pkey ON public.outgoing_webhooks USING btree (id)
CREATE UNIQUE INDEX rate_limits_pkey ON public.rate_limits USING btree (key)
CREATE UNIQUE INDEX recovery_codes_pkey ON public.recovery_codes USING btree (user_id, code_hash)
CREATE UNIQUE INDEX second_factors_pkey ON public.second_factors USING btree (user_id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (id)
CREATE UNIQUE INDEX sessions_token_key ON public.sessions USING btree (token)
CREATE UNIQUE INDEX users_email_key ON public.users USING btree (email)
CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)
CREATE UNIQUE INDEX verifications_pkey ON public.verifications USING btree (id)
CREATE UNIQUE INDEX write_probe_pkey ON public.write_probe USING btree (is_only_row)

CREATE TRIGGER access_keys_end AFTER DELETE ON public.access_keys FOR EACH ROW EXECUTE FUNCTION access_keys_end()
CREATE TRIGGER assistants_end AFTER DELETE ON public.assistants FOR EACH ROW EXECUTE FUNCTION assistants_end()
CREATE TRIGGER audit_events_append_only BEFORE DELETE OR UPDATE ON public.audit_events FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
CREATE TRIGGER audit_events_no_truncate BEFORE TRUNCATE ON public.audit_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
CREATE TRIGGER audit_seals_append_only BEFORE DELETE OR UPDATE ON public.audit_seals FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
CREATE TRIGGER audit_seals_no_truncate BEFORE TRUNCATE ON public.audit_seals FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change()
CREATE TRIGGER connections_have_access AFTER INSERT ON public.data_source_connections FOR EACH ROW EXECUTE FUNCTION connections_have_access()
CREATE TRIGGER members_announce_end AFTER DELETE ON public.members FOR EACH ROW EXECUTE FUNCTION members_announce_change()
CREATE TRIGGER members_announce_role AFTER UPDATE OF role ON public.members FOR EACH ROW WHEN ((old.role <> new.role)) EXECUTE FUNCTION members_announce_change()
CREATE TRIGGER members_keep_an_owner_on_delete AFTER DELETE ON public.members FOR EACH ROW WHEN ((old.role = 'owner'::text)) EXECUTE FUNCTION members_keep_an_owner()
CREATE TRIGGER members_keep_an_owner_on_update AFTER UPDATE OF role, organization_id ON public.members FOR EACH ROW WHEN (((old.role = 'owner'::text) AND ((new.role <> 'owner'::text) OR (new.organization_id <> old.organization_id)))) EXECUTE FUNCTION members_keep_an_owner()
CREATE TRIGGER sessions_announce_end AFTER DELETE ON public.sessions FOR EACH ROW EXECUTE FUNCTION sessions_announce_change()
CREATE TRIGGER sessions_announce_switch AFTER UPDATE OF active_organization_id ON public.sessions FOR EACH ROW WHEN ((old.active_organization_id IS DISTINCT FROM new.active_organization_id)) EXECUTE FUNCTION sessions_announce_change()
CREATE TRIGGER sessions_begin BEFORE INSERT ON public.sessions FOR EACH ROW EXECUTE FUNCTION sessions_begin()
CREATE TRIGGER sessions_have_an_end BEFORE INSERT ON public.sessions FOR EACH ROW EXECUTE FUNCTION sessions_have_an_end()
CREATE TRIGGER sessions_remember_organization AFTER INSERT OR UPDATE OF active_organization_id ON public.sessions FOR EACH ROW WHEN ((new.active_organization_id IS NOT NULL)) EXECUTE FUNCTION sessions_remember_organization()

CREATE OR REPLACE FUNCTION public.access_keys_end()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('program_ended', old.id::text);
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.assistants_end()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from oauth_records where grant_id = old.id;
  perform pg_notify('program_ended', old.id);
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.connections_have_access()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  insert into connection_access (connection_id, organization_id)
  values (new.id, new.organization_id) on conflict do nothing;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.members_announce_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('access_changed',
    json_build_object('user_id', old.user_id, 'organization_id', old.organization_id)::text);
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.members_keep_an_owner()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform 1 from organizations where id = old.organization_id for no key update;
  if not found then
    return null; -- the organization itself goes
  end if;
  if not exists (select 1 from members where organization_id = old.organization_id and role = 'owner') then
    raise exception 'an organization needs an owner' using errcode = 'RI001';
  end if;
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.refuse_audit_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception '% is append-only', tg_table_name using errcode = '42501';
end;
$function$
CREATE OR REPLACE FUNCTION public.sessions_announce_change()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_notify('access_changed',
    json_build_object('user_id', old.user_id, 'session_id', old.id)::text);
  return null;
end $function$
CREATE OR REPLACE FUNCTION public.sessions_begin()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.active_organization_id is null then
    select u.last_organization_id into new.active_organization_id
      from users u join members m on m.user_id = u.id and m.organization_id = u.last_organization_id
      where u.id = new.user_id;
  end if;
  return new;
end $function$
CREATE OR REPLACE FUNCTION public.sessions_have_an_end()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  new.must_end_at := coalesce(new.must_end_at, new.expires_at);
  return new;
end $function$
CREATE OR REPLACE FUNCTION public.sessions_remember_organization()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update users set last_organization_id = new.active_organization_id where id = new.user_id;
  return null;
end $function$
