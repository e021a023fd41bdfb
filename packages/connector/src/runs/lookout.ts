import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '@rita/platform/log';
import type { Database } from '../platform/db/tables.ts';
import { listLiveKinds, type Run } from './run.store.ts';

/** What another process added, and what is due again, is found by then. */
const LOOK_EVERY_MS = 500;
const SUPERVISE_EVERY_MS = 2_000;
/** While the database does not answer. */
const AFTER_FAILURE_MS = 5_000;

/** What is to be done about runs that have not ended. */
export type OnLive = {
  /** A worker of each of these kinds looks for a job. */
  look: (kind: Run['kind']) => void;
  /** Jobs of processes that fell silent are put back. May still be under way when the lookout is closed. */
  supervise: () => Promise<void>;
};

/**
 * Watches for runs that have not ended, in the connector's own table. The work queue itself is asked
 * only while there are any: its questions are many and long, and with four kinds of jobs they kept an
 * idle connector busy for a tenth of its time on the embedded database.
 */
export function startLookout(options: { database: Database; log: Log; onLive: OnLive }): {
  close: () => Promise<void>;
} {
  const { database, log, onLive } = options;
  const closing = new AbortController();
  let supervisedAt = Number.NEGATIVE_INFINITY;
  let isSupervising = false;

  async function look(): Promise<void> {
    const kinds = await listLiveKinds(database.kysely);
    if (closing.signal.aborted || kinds.length === 0) return;
    for (const kind of kinds) onLive.look(kind);
    supervise();
  }

  /** Beside the looks: it may take long, and jobs that are due do not wait for it. */
  function supervise(): void {
    if (isSupervising || performance.now() - supervisedAt < SUPERVISE_EVERY_MS) return;
    supervisedAt = performance.now();
    isSupervising = true;
    onLive
      .supervise()
      .catch((err: unknown) => warn(err, 'jobs of silent processes could not be looked for'))
      .finally(() => {
        isSupervising = false;
      });
  }

  function warn(err: unknown, message: string): void {
    if (!closing.signal.aborted) log.warn({ err }, message);
  }

  async function loop(): Promise<void> {
    while (!closing.signal.aborted) {
      const pause = await look().then(
        () => LOOK_EVERY_MS,
        (err: unknown) => {
          warn(err, 'jobs that are due could not be looked for');
          return AFTER_FAILURE_MS;
        },
      );
      // Rejects when it is closed meanwhile.
      await wait(pause, undefined, { signal: closing.signal, ref: false }).catch(() => {});
    }
  }

  const looking = loop();
  return {
    close: async () => {
      closing.abort();
      await looking;
    },
  };
}
