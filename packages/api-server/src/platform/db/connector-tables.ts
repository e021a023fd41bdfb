import type { Generated } from 'kysely';

/** The root key that the connector at an address showed first. */
export type ConnectorRootsTable = {
  address: string;
  thumbprint: string;
  first_seen_at: Generated<Date>;
};
