import { setFlagsFromString } from 'node:v8';
import { EnvError } from '@rita/platform/env';
import { createLog } from '@rita/platform/log';
import { stopOnSignal } from '@rita/platform/stop-on-signal';
import { readConnectorEnv, startConnector } from './server.ts';

// Left alone, V8 lets garbage pile up to a multiple of what is in use before it looks: a sync then
// holds half a gigabyte, of which a tenth is needed. This costs no time that could be measured.
setFlagsFromString('--heap-growing-percent=30');
setFlagsFromString('--max-semi-space-size=8');
// The threads that convert documents come last on a busy machine, and collect their own garbage: by
// V8's helpers, which come first, the garbage of one odd document would hold up everybody's search.
setFlagsFromString('--single-threaded-gc');

try {
  const env = readConnectorEnv();
  const log = createLog({ service: 'connector', level: env.LOG_LEVEL });
  const connector = await startConnector({ env, log });
  stopOnSignal({
    close: async () => {
      await connector.drain();
      await connector.close();
    },
    log,
  });
  process.stdout.write(`Rita connector is ready at ${connector.url}\n`);
} catch (error) {
  const text = error instanceof EnvError ? error.message : startFailure(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}

// Name and code only: messages of libraries hold connection strings.
function startFailure(error: unknown): string {
  const { name = 'Error', code } = error as { name?: string; code?: string };
  return `The connector could not start: ${name}${code === undefined ? '' : ` (${code})`}`;
}
