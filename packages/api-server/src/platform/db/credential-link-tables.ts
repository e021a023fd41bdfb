import type { CredentialLinkEnd } from '@rita/contracts';
import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Settings = Record<string, unknown>;

/** Of migration 019. */
export type CredentialLinksTable = {
  id: Generated<string>;
  organization_id: string;
  connection_id: string;
  token_hash: string;
  made_by: string;
  settings: Settings;
  address: Settings;
  address_before: Settings;
  created_at: ColumnType<Date, Date | undefined, Date>;
  expires_at: Date;
  opened_at: Moment;
  last_run_id: ColumnType<string | null, string | null | undefined, string | null>;
  ended_at: Moment;
  end_reason: ColumnType<
    CredentialLinkEnd | null,
    CredentialLinkEnd | null | undefined,
    CredentialLinkEnd | null
  >;
};
