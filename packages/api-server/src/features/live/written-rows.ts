import { ALLOWED_DATA_SOURCE_TYPES } from '@rita/contracts';
import type { SeenConnection } from '../data-sources/data-sources.store.ts';

/** A queue has two batches in hand, and status requests one; what is rolled back stays until then. */
const MOST_TRANSACTIONS = 8;

type Announced = { transaction: string | undefined; organizationId: string; id: string };

const keyOf = (organizationId: string, id: string): string => `${organizationId} ${id}`;

/**
 * Rows that transactions of this process have written, kept until the database announces them: only
 * then they count, and only then, in the order of all announcements, streams are told of them. A
 * transaction goes by a name of its own, so that of one which is rolled back nothing is ever told.
 */
export function createWrittenRows() {
  const byTransaction = new Map<string, Map<string, SeenConnection>>();
  return {
    keep(transaction: string, rows: readonly SeenConnection[]): void {
      // A type that the catalogue no longer has is not shown, however it came.
      const shown = rows.filter(({ type }) => ALLOWED_DATA_SOURCE_TYPES.includes(type));
      const byKey = new Map(shown.map((row) => [keyOf(row.organization_id, row.id), row]));
      byTransaction.set(transaction, byKey);
      const [oldest] = byTransaction.keys();
      if (byTransaction.size > MOST_TRANSACTIONS && oldest !== undefined) {
        byTransaction.delete(oldest);
      }
    },
    /** The row as the transaction left it; undefined when it has to be read. Answers once. */
    take({ transaction, organizationId, id }: Announced): SeenConnection | undefined {
      if (transaction === undefined) return undefined;
      const rows = byTransaction.get(transaction);
      const key = keyOf(organizationId, id);
      const row = rows?.get(key);
      rows?.delete(key);
      if (rows?.size === 0) byTransaction.delete(transaction);
      return row;
    },
  };
}
