import type { Log } from '@rita/platform/log';
import type { Database } from '../platform/db/tables.ts';
import type { LostSet, Vault } from './vault.ts';

/** The credential sets that `VAULT_KEY` does not open, as far as they were not entered again. */
export type LostSets = { list: () => Promise<LostSet[]> };

const LOOK_AGAIN_MS = 1_000;
/** Of each of them there is a line at the start, up to so many. */
const MOST_LINES = 100;

/**
 * Looks at the start and says in the log whose they are, ids only. Where there were some, whoever
 * asks later hears which of them are left.
 */
export async function findLostSets(given: {
  database: Database;
  vault: Vault;
  log: Log;
}): Promise<LostSets> {
  const { database, vault, log } = given;
  let lost = await vault.listLost(database.kysely);
  let lookedAt = performance.now();
  for (const { tenantId, connectionId } of lost.slice(0, MOST_LINES)) {
    log.warn(
      { organization_id: tenantId, connection_id: connectionId },
      'VAULT_KEY does not open the credentials of this connection; they have to be entered again',
    );
  }
  if (lost.length > 0) {
    const fields = { security_event: 'credentials_lost', count: lost.length };
    log.warn(fields, 'credentials do not open with this VAULT_KEY');
  }
  return {
    list: async () => {
      const now = performance.now();
      if (lost.length === 0 || now - lookedAt < LOOK_AGAIN_MS) return lost;
      lookedAt = now;
      // Without the database, what was known before is all there is to tell.
      lost = await vault.listLost(database.kysely).catch(() => lost);
      return lost;
    },
  };
}
