import type { Log } from '@rita/platform/log';
import type { Database } from '../platform/db/tables.ts';
import { listUndisturbed } from './run.store.ts';

/** Why a run was stopped from outside. */
export type StopReason = 'cancelled' | 'stopping';
export class RunStopped extends Error {
  readonly reason: StopReason;
  constructor(reason: StopReason) {
    super(`the run was stopped: ${reason}`);
    this.name = 'RunStopped';
    this.reason = reason;
  }
}

/** The runs that this process performs right now. */
export type LiveRuns = {
  /** Gives a signal that is aborted with `RunStopped` when the run must end. */
  enter: (runId: string) => { signal: AbortSignal; leave: () => void };
  /** Stops a run at once if it is one of ours; another process notices by its row. */
  stop: (runId: string) => void;
  /** Stops all runs for the end of the process; they stay to be resumed. */
  stopAll: () => void;
  close: () => void;
};

const LOOK_EVERY_MS = 500;

/** Cancelling works across processes: each one looks at the rows of its own live runs. */
export function watchLiveRuns(options: { database: Database; log: Log }): LiveRuns {
  const { database, log } = options;
  const controllers = new Map<string, AbortController>();
  let isLooking = false;

  async function look() {
    if (isLooking || controllers.size === 0) return;
    isLooking = true;
    try {
      const asked = [...controllers.entries()];
      const undisturbed = await listUndisturbed(
        database.kysely,
        asked.map(([runId]) => runId),
      );
      for (const [runId, controller] of asked) {
        if (!undisturbed.has(runId)) controller.abort(new RunStopped('cancelled'));
      }
    } catch (err) {
      log.warn({ err }, 'could not look for cancelled runs');
    } finally {
      isLooking = false;
    }
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return {
    enter: (runId) => {
      const controller = new AbortController();
      controllers.set(runId, controller);
      const leave = () => {
        if (controllers.get(runId) === controller) controllers.delete(runId);
      };
      return { signal: controller.signal, leave };
    },
    stop: (runId) => controllers.get(runId)?.abort(new RunStopped('cancelled')),
    stopAll: () => {
      for (const controller of controllers.values()) controller.abort(new RunStopped('stopping'));
    },
    close: () => clearInterval(timer),
  };
}
