import type { Work } from './work.ts';

/**
 * Sends a sign of life whenever nothing else was sent for a while, so that there is one at least
 * every `heartbeatSeconds`. A beat that fails is only logged: the work itself notices.
 */
export function startHeartbeat(work: Work, beat: () => Promise<void>) {
  const everyMs = (work.deps.heartbeatSeconds * 1000) / 2;
  let lastAt = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - lastAt < everyMs * 0.9) return;
    lastAt = performance.now();
    beat().catch((err: unknown) => {
      work.deps.log.debug({ err, run_id: work.run.run_id }, 'heartbeat not stored');
    });
  }, everyMs / 2);
  return {
    /** Something was sent just now. */
    sent: () => {
      lastAt = performance.now();
    },
    stop: () => clearInterval(timer),
  };
}
