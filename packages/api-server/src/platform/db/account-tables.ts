import type { Role } from '@rita/contracts';
import type { ColumnType, Generated } from 'kysely';

/** A column that may be left out when a row is inserted. */
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** Tables of migration 001; better-auth writes most of them, our own statements read them. */
export type AccountTables = {
  organizations: {
    id: string;
    name: string;
    slug: string;
    logo: Nullable<string>;
    metadata: Nullable<string>;
    created_at: Timestamp;
  };
  users: {
    id: string;
    name: string;
    email: string;
    email_verified: Generated<boolean>;
    image: Nullable<string>;
    last_organization_id: Nullable<string>;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  sessions: {
    id: string;
    user_id: string;
    token: string;
    active_organization_id: Nullable<string>;
    ip_address: Nullable<string>;
    user_agent: Nullable<string>;
    expires_at: Timestamp;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  /** Ways to sign in; only our seed writes here ourselves. */
  accounts: {
    id: string;
    user_id: string;
    provider_id: string;
    account_id: string;
    password: Nullable<string>;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  members: {
    id: string;
    organization_id: string;
    user_id: string;
    role: Role;
    created_at: Timestamp;
  };
  invitations: {
    id: string;
    organization_id: string;
    email: string;
    role: Role;
    status: Generated<'pending' | 'accepted' | 'rejected' | 'canceled'>;
    inviter_id: string;
    expires_at: Timestamp;
    created_at: Timestamp;
  };
  rate_limits: { key: string; attempts: number; window_ends_at: Timestamp };
};
