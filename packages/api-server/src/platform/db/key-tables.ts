import type { Scope } from '@rita/contracts';
import type { ColumnType, Generated } from 'kysely';

/** Keys for programs, of migration 013. */
export type AccessKeysTable = {
  id: Generated<string>;
  organization_id: string;
  kind: 'personal' | 'organization';
  member_id: string | null;
  name: string;
  hint: string;
  key_hash: string;
  scopes: Scope[];
  connections: string[];
  created_by: string | null;
  created_at: ColumnType<Date, Date | undefined, Date>;
  expires_at: Date;
  last_used_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
};
