import type { Role } from '@rita/contracts';
import type { ColumnType, Generated } from 'kysely';

/** A column that may be left out when a row is inserted. */
type Nullable<T> = ColumnType<T | null, T | null | undefined, T | null>;
/** `unstated`: it named the address and left open whether it is the person's. */
export type AddressClaim = 'verified' | 'unstated' | 'denied';
type Timestamp = ColumnType<Date, Date | string | undefined, Date | string>;

/** Tables of migrations 001, 008 and 013; better-auth writes the first ones, our own statements read them. */
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
    address_proved_at: Nullable<Date>;
    address_proved_by: Nullable<'mail' | 'mail_file' | 'identity_provider' | 'sample'>;
    /** What the identity provider said of it the last time. */
    address_claim: Nullable<AddressClaim>;
    /** In which the person used the pages last. */
    language: Nullable<string>;
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
    /** Moves with each use, up to `must_end_at`. */
    expires_at: Timestamp;
    must_end_at: Timestamp;
    last_seen_at: Timestamp;
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
  /** What is proved by a link in a mail: identifiers are digests of the link's token. */
  verifications: {
    id: string;
    identifier: string;
    value: string;
    expires_at: Timestamp;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  second_factors: {
    user_id: string;
    sealed_secret: string;
    last_step: ColumnType<string, number | undefined, number>;
    confirmed_at: Nullable<Date>;
    created_at: Timestamp;
  };
  recovery_codes: { user_id: string; code_hash: string; used_at: Nullable<Date> };
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
  rate_limits: {
    key: string;
    attempts: number;
    window_ends_at: Timestamp;
    blocked_until: Nullable<Date>;
    refused: Generated<number>;
  };
};
