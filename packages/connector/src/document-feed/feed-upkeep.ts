import type { Log } from '@rita/platform/log';
import type { Database } from '../platform/db/tables.ts';
import { forgetChanges } from './forget-changes.ts';
import { noteStaleAccess } from './note-stale-access.ts';

const EVERY_MS = 30_000;

type Upkeep = { database: Database; log: Log; staleLimitMs: number };

/** Keeps the feed in order, in any number of processes. */
export function startFeedUpkeep({ database, log, staleLimitMs }: Upkeep): {
  close: () => Promise<void>;
} {
  let working = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    working = keepUp(database, staleLimitMs)
      .catch((err: unknown) => log.warn({ err }, 'upkeep of the feed failed'))
      .finally(() => {
        isBusy = false;
      });
  }, EVERY_MS);
  return {
    close: async () => {
      clearInterval(timer);
      await working;
    },
  };
}

async function keepUp(database: Database, staleLimitMs: number): Promise<void> {
  await noteStaleAccess(database, staleLimitMs);
  await forgetChanges(database);
}
