import { EnvError } from '@rita/platform/env';
import { createLog } from '@rita/platform/log';
import { stopOnSignal } from '@rita/platform/stop-on-signal';
import { readApiEnv } from './env.ts';
import { startApiServer } from './server.ts';

/** The process: one line when it is ready, out on a signal. */
async function main(): Promise<void> {
  const env = readApiEnv();
  const log = createLog({ service: 'api-server', level: env.LOG_LEVEL });
  const server = await startApiServer({ env, log });
  stopOnSignal({
    close: async () => {
      await server.drain();
      await server.close();
    },
    log,
  });
  process.stdout.write(`Rita api-server is ready at ${server.url}\n`);
}

main().catch((error: unknown) => {
  const text = error instanceof EnvError ? error.message : startFailure(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
});

/** Only name and code: the message of a driver may hold the address with its password. */
function startFailure(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  if (code === 'EADDRINUSE') return 'The port is taken by another process. Set PORT to a free one.';
  return `The api-server could not start: ${[name, code].filter(Boolean).join(' ')}`;
}
