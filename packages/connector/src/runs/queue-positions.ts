import type { DataSourceStatusMessage } from '@rita/contracts';
import { insertStatus } from '../status/outbox.store.ts';
import { ownerOf } from './run.store.ts';
import {
  isAnyWaiting,
  lockWaitingToTell,
  noteToldPosition,
  type WaitingRun,
} from './waiting-run.store.ts';
import type { RunDeps } from './work.ts';

type Telling = Pick<RunDeps, 'database' | 'log' | 'heartbeatSeconds' | 'wakeOutbox'>;

const LOOK_EVERY_MS = 2_000;
/** A shorter promise could not be kept by looks that far apart. */
const SHORTEST_PROMISE_SECONDS = 5;

/** Tells of runs that wait for their turn which place they have (decision 037); any number of processes may. */
export function startTellingPositions(telling: Telling): { close: () => Promise<void> } {
  let looking = Promise.resolve();
  let isLooking = false;
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = tellPositions(telling)
      .catch((err: unknown) => telling.log.warn({ err }, 'places in the queue were not told'))
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_EVERY_MS);
  return {
    close: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}

async function tellPositions({ database, heartbeatSeconds, wakeOutbox }: Telling): Promise<void> {
  const { kysely } = database;
  if (!(await isAnyWaiting(kysely))) return;
  const promise = Math.max(SHORTEST_PROMISE_SECONDS, Math.ceil(heartbeatSeconds));
  const told = await kysely.transaction().execute(async (trx) => {
    const runs = await lockWaitingToTell(trx, promise / 2);
    for (const run of runs) {
      const message = {
        ...reportOf(run.kind),
        connection_id: run.connection_id,
        tenant_id: run.tenant_id,
        run_id: run.run_id,
        seq: await noteToldPosition(trx, run),
        heartbeat_seconds: promise,
        queue_position: run.position,
        timestamp: new Date().toISOString(),
      } satisfies DataSourceStatusMessage;
      // The first message of the run itself takes its place in the outbox.
      const status = { owner: ownerOf(run), runId: run.run_id, supersedable: true, message };
      await insertStatus(trx, status);
    }
    return runs.length;
  });
  if (told > 0) wakeOutbox();
}

/** As what a receiver that knows of no places reads it: the run goes on. */
function reportOf(kind: WaitingRun['kind']) {
  if (kind === 'verification') return { type: 'verification', status: 'progress' } as const;
  if (kind === 'access_check') return { type: 'access', status: 'access_progress' } as const;
  return { type: 'sync', status: 'sync_progress' } as const;
}
