import type { Kysely, Transaction } from 'kysely';
import type { ConnectionAccessTable } from './access-tables.ts';
import type { AccountTables } from './account-tables.ts';
import type { AlertTables } from './alert-tables.ts';
import type { AssistantTables } from './assistant-tables.ts';
import type { AuditEventsTable, AuditSealsTable } from './audit-tables.ts';
import type { ChangeWebhooksTable } from './change-webhook-tables.ts';
import type { ConnectorRootsTable } from './connector-tables.ts';
import type { CredentialLinksTable } from './credential-link-tables.ts';
import type { DataSourceConnectionsTable, OutgoingWebhooksTable } from './data-source-tables.ts';
import type { OrganizationDomainsTable } from './domain-tables.ts';
import type { AccessKeysTable } from './key-tables.ts';

/** Every table of the app's database. Each feature describes its own in a file beside this one. */
export type Tables = AccountTables &
  AlertTables &
  AssistantTables & {
    access_keys: AccessKeysTable;
    audit_events: AuditEventsTable;
    change_webhooks: ChangeWebhooksTable;
    connection_access: ConnectionAccessTable;
    audit_seals: AuditSealsTable;
    connector_roots: ConnectorRootsTable;
    credential_links: CredentialLinksTable;
    data_source_connections: DataSourceConnectionsTable;
    organization_domains: OrganizationDomainsTable;
    outgoing_webhooks: OutgoingWebhooksTable;
  };

/** What a store function runs on: the database, or a transaction that its caller has begun. */
export type Db = Kysely<Tables> | Transaction<Tables>;
