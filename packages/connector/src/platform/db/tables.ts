import type {
  CheckAccessWebhookPayload,
  DataSourceType,
  Preview,
  ProblemCode,
  SyncWishes,
  VerificationCheck,
} from '@rita/contracts';
import type { Database as PlatformDatabase } from '@rita/platform/database';
import type { ColumnType, Generated, Kysely, Transaction } from 'kysely';
import type { IndexedPassage } from '../../search/index-document.ts';

type Moment = ColumnType<Date, Date, Date>;
type GeneratedMoment = ColumnType<Date, Date | undefined, Date>;
/** Written as JSON text, read as a value. */
type Json<T> = ColumnType<T, string, string>;

type OfConnection = { tenant_id: string; connection_id: string };

export type Tables = {
  vault_data_keys: {
    tenant_id: string;
    generation: Generated<number>;
    wrapped_key: Uint8Array;
    created_at: GeneratedMoment;
  };
  connector_keys: {
    purpose: 'root' | 'sealing';
    generation: number;
    kid: string;
    state: 'next' | 'current' | 'retired';
    wrapped_private_key: Uint8Array;
    created_at: GeneratedMoment;
    retired_at: Moment | null;
  };
  vault_credential_sets: {
    id: string;
    tenant_id: string;
    connection_id: string;
    connection_type: DataSourceType;
    state: 'candidate' | 'active' | 'retired';
    ciphertext: Uint8Array;
    created_at: GeneratedMoment;
    expires_at: Moment | null;
  };
  webhook_deliveries: { webhook_id: string; received_at: GeneratedMoment };
  forgotten_connections: OfConnection & { forgotten_at: GeneratedMoment };
  spent_run_ids: { run_id: string; spent_at: GeneratedMoment; cancelled: Generated<boolean> };
  taken_questions: { id: string; taken_at: GeneratedMoment };
  runs: RunsTable;
  seen_items: { run_id: string; external_id: string };
  removed_items: { run_id: string; external_id: string };
  sync_cursors: OfConnection & {
    kind: Generated<'sync' | 'access'>;
    made_with: string;
    cursor: Json<Record<string, unknown>>;
  };
  status_outbox: {
    id: Generated<number>;
    tenant_id: string;
    connection_id: string;
    run_id: string;
    supersedable: boolean;
    message: Json<Record<string, unknown>>;
    created_at: GeneratedMoment;
    attempts: Generated<number>;
    next_attempt_at: GeneratedMoment;
    claimed_until: Moment | null;
    parked_at: Moment | null;
    parked_reason: string | null;
  };
  documents: DocumentsTable;
  access_states: OfConnection & {
    rules_version: Generated<number>;
    people_version: Generated<number>;
    generation: Generated<number>;
    people_read_at: Moment | null;
    documents_read_at: Moment | null;
    documents_told_at: Moment | null;
    documents_last_told_at: Moment | null;
    source: string | null;
    led_elsewhere_at: Moment | null;
    findings: ColumnType<unknown, string | undefined, string>;
  };
  access_rules: {
    id: Generated<number>;
    tenant_id: string;
    connection_id: string | null;
    kind: 'nobody' | 'rule' | 'members_of_source' | 'public';
    rule: Json<unknown>;
    hash: string;
  };
  source_accounts: OfConnection & {
    account_id: string;
    address: string | null;
    name: string | null;
    is_active: boolean;
    generation: number;
    is_proven: Generated<boolean>;
    unread_since: Date | null;
  };
  source_groups: OfConnection & {
    group_id: string;
    name: string | null;
    generation: number;
    unread_since: Moment | null;
  };
  source_memberships: {
    tenant_id: string;
    connection_id: string;
    group_id: string;
    member_id: string;
    generation: number;
  };
  person_links: {
    tenant_id: string;
    person_id: string;
    connection_id: string;
    account_id: string;
    evidence: 'assigned' | 'looked_up';
    address: string | null;
    checked_at: GeneratedMoment;
    unread_since: Moment | null;
  };
  document_changes: {
    id: Generated<number>;
    tenant_id: string;
    position: number | null;
    document_id: string;
    connection_id: string;
    is_content: boolean;
    rule_before: number | null;
    stale_before: boolean | null;
    rule_after: number | null;
    stale_after: boolean | null;
    changed_at: GeneratedMoment;
  };
  document_feeds: {
    tenant_id: string;
    position: Generated<number>;
    forgotten: Generated<number>;
  };
  feed_readings: {
    tenant_id: string;
    digest: string;
    rule_ids: number[];
    open_connections: string[];
    used_at: GeneratedMoment;
  };
  document_languages: { tenant_id: string; language: string };
  connection_languages: {
    tenant_id: string;
    connection_id: string;
    language: string | null;
    gone_through_to: string | null;
  };
  document_failures: {
    tenant_id: string;
    connection_id: string;
    external_id: string;
    run_id: string;
    title: string | null;
    url: string | null;
    code: ProblemCode;
    reason: string;
  };
};

/** What a run was asked for beside the ordinary. */
export type RunWishes = SyncWishes & Partial<Pick<CheckAccessWebhookPayload, 'people'>>;

type RunsTable = {
  run_id: string;
  tenant_id: string;
  connection_id: string;
  connection_type: DataSourceType;
  kind: 'verification' | 'sync' | 'preview' | 'access_check';
  state: Generated<'waiting' | 'running' | 'ended'>;
  settings: Json<Record<string, unknown>>;
  wishes: ColumnType<RunWishes, string | undefined, never>;
  credential_set_id: string | null;
  /** Of a verification: why its credentials were not taken. */
  refusal: ProblemCode | null;
  seq: Generated<number>;
  attempt: Generated<number>;
  /** While it waits for its turn: the place that was told last. */
  told_position: number | null;
  told_position_at: Moment | null;
  /** `seq` of the message that told it; 0: none did. */
  told_position_seq: Generated<number>;
  cancel_requested_at: Moment | null;
  checkpoint: Json<Record<string, unknown>> | null;
  checks: ColumnType<VerificationCheck[], string | undefined, string>;
  documents_processed: Generated<number>;
  documents_total: number | null;
  documents_added: Generated<number>;
  documents_updated: Generated<number>;
  documents_removed: Generated<number>;
  documents_failed: Generated<number>;
  phase: string | null;
  outcome: string | null;
  /** Of a preview: what was found out so far. */
  result: Json<Preview> | null;
  accepted_at: GeneratedMoment;
  started_at: Moment | null;
  ended_at: Moment | null;
};

type DocumentsTable = {
  id: Generated<string>;
  tenant_id: string;
  connection_id: string;
  connection_type: DataSourceType;
  external_id: string;
  revision: string;
  title: string;
  url: string | null;
  body: string;
  author: string | null;
  path: Json<string[]>;
  rule_id: Generated<number>;
  access_unread_since: Moment | null;
  access_is_stale: Generated<boolean>;
  created_at: Moment | null;
  updated_at: Moment | null;
  fetched_at: Moment;
  listed_at: Moment;
  kept_at: Moment | null;
  /** Null: made by no analysis of ours. */
  passages: Json<IndexedPassage[]> | null;
  language: string | null;
  analysis: Generated<number>;
};

export type Database = PlatformDatabase<Tables>;
export type Transact = Transaction<Tables>;
/** A transaction where one is open, else the pool. */
export type Db = Kysely<Tables>;

export const MIGRATIONS = new URL('./migrations/', import.meta.url);

/** Writes one row, and nothing else; refused, too, where results could not be put out for delivery. */
export const WRITE_PROBE = `
  with outbox as (update status_outbox set attempts = attempts where false)
  update write_probe set written_at = clock_timestamp()`;
