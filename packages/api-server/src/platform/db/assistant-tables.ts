import type { Scope } from '@rita/contracts';
import type { ColumnType } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Made = ColumnType<Date, Date | undefined, Date>;

/** Tables of migration 014. */
export type AssistantTables = {
  oauth_records: {
    model: string;
    id_hash: string;
    uid_hash: string | null;
    grant_id: string | null;
    client_id: string | null;
    payload: string;
    created_at: Made;
    expires_at: Moment;
    consumed_at: Moment;
  };
  assistants: {
    id: string;
    organization_id: string;
    member_id: string;
    client_id: string;
    client_name: string;
    redirect_host: string;
    scopes: Scope[];
    created_at: Made;
    last_used_at: Moment;
  };
  client_documents: {
    url: string;
    document: Record<string, unknown>;
    fetched_at: Made;
  };
};
