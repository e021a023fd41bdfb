import type { Log } from '@rita/platform/log';
import { backoffMs } from '../egress/retry-after.ts';
import type { Database } from '../platform/db/tables.ts';
import {
  claimStatuses,
  deleteStatus,
  type OutboxEntry,
  parkStatus,
  postponeStatus,
} from './outbox.store.ts';
import type { Delivery, StatusPublisher } from './status-publisher.ts';

/** Delivers what lies in the outbox, in order per connection, until each message is accepted. */
export type OutboxDelivery = {
  /** There is something new. */
  wake: () => void;
  /** Stops; what is on its way is finished first. */
  close: () => Promise<void>;
};

const LOOK_EVERY_MS = 500;
const AT_ONCE = 8;
const LONGEST_WAIT_MS = 60_000;

type Delivering = {
  database: Database;
  publisher: StatusPublisher;
  log: Log;
  /** Stops a run that the app does not know any more; gives whether it was still going on. */
  cancelRun: (run: { tenantId: string; connectionId: string; runId: string }) => Promise<boolean>;
};

export function startOutboxDelivery(options: Delivering): OutboxDelivery {
  const { log } = options;
  let isClosed = false;
  let isWoken = false;
  let wakeUp = () => {};

  async function loop() {
    while (!isClosed) {
      isWoken = false;
      const delivered = await deliverClaimed(options).catch((err: unknown) => {
        log.warn({ err }, 'status outbox could not be read');
        return 0;
      });
      if (delivered === 0 && !isWoken && !isClosed) await rest();
    }
  }

  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS);
      wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const wake = () => {
    isWoken = true;
    wakeUp();
  };
  const ended = loop();
  return {
    wake,
    close: async () => {
      isClosed = true;
      wake();
      await ended;
    },
  };
}

/** Gives how many messages are out of the way now. */
async function deliverClaimed(delivering: Delivering): Promise<number> {
  const entries = await claimStatuses(delivering.database.kysely, AT_ONCE);
  const settled = await Promise.all(entries.map((entry) => deliverOne(delivering, entry)));
  return settled.filter((isSettled) => isSettled).length;
}

async function deliverOne(delivering: Delivering, entry: OutboxEntry): Promise<boolean> {
  const { database, publisher, log } = delivering;
  const seq = entry.message.seq ?? 0;
  const delivery = await publisher.deliver(`${entry.run_id}.${seq}`, entry.message);
  const fields = { run_id: entry.run_id, connection_id: entry.connection_id, seq };
  if (delivery.kind === 'unavailable') {
    const waitMs = Math.min(delivery.waitMs ?? backoffMs(entry.attempts), LONGEST_WAIT_MS);
    await postponeStatus(database.kysely, entry.id, waitMs);
    log.warn({ ...fields, attempt: entry.attempts }, 'status message not taken, trying again');
    return false;
  }
  if (delivery.kind === 'refused') {
    await parkStatus(database.kysely, entry.id, delivery.reason);
    log.error({ ...fields, reason: delivery.reason }, 'status message refused and parked');
    return true;
  }
  await deleteStatus(database.kysely, entry.id);
  await stopUnwantedRun(delivering, entry, delivery);
  return true;
}

/** The app does not know the run any more: nobody waits for its result. */
async function stopUnwantedRun(
  { cancelRun, log }: Delivering,
  entry: OutboxEntry,
  delivery: Extract<Delivery, { kind: 'accepted' }>,
): Promise<void> {
  if (delivery.outcome !== 'stale' && delivery.outcome !== 'unknown') return;
  const wasLive = await cancelRun({
    tenantId: entry.tenant_id,
    connectionId: entry.connection_id,
    runId: entry.run_id,
  });
  if (wasLive) log.info({ run_id: entry.run_id, outcome: delivery.outcome }, 'run not wanted');
}
