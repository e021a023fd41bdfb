import type { DomainFinding } from '@rita/contracts';
import type { ColumnType, Generated } from 'kysely';

type Moment = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** Mail domains of an organization, of migration 012. */
export type OrganizationDomainsTable = {
  id: Generated<string>;
  organization_id: string;
  domain: string;
  token: string;
  created_by: string | null;
  created_at: ColumnType<Date, Date | undefined, Date>;
  /** When the record was found first, and last. */
  proved_at: Moment;
  found_at: Moment;
  checked_at: Moment;
  finding: ColumnType<DomainFinding | null, DomainFinding | null | undefined, DomainFinding | null>;
};
