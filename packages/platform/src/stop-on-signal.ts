import type { Log } from './log.ts';

/**
 * Leaves in order on SIGTERM and SIGINT: `close` runs once, the exit code tells whether it went
 * well, and after `limitMs` the process leaves all the same. An error that nobody caught ends
 * the process too, since its state can no longer be trusted; the supervisor starts a new one.
 */
export function stopOnSignal(options: {
  close: () => Promise<void>;
  log: Log;
  limitMs?: number;
}): void {
  const { close, log, limitMs = 10_000 } = options;
  let stopping = false;

  async function stop(reason: string, code: number) {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, 'stopping');
    setTimeout(() => {
      log.error({ reason }, 'did not stop in time');
      process.exit(1);
    }, limitMs).unref();
    try {
      await close();
      process.exit(code);
    } catch (err) {
      log.error({ err }, 'stopping failed');
      process.exit(1);
    }
  }

  process.on('SIGTERM', () => void stop('SIGTERM', 0));
  process.on('SIGINT', () => void stop('SIGINT', 0));
  process.on('uncaughtException', (err) => {
    log.error({ err }, 'uncaught error');
    void stop('uncaught error', 1);
  });
  process.on('unhandledRejection', (err) => {
    log.error({ err }, 'unhandled rejection');
    void stop('unhandled rejection', 1);
  });
}
