import { EnvError } from '@rita/platform/env';
import { createLog } from '@rita/platform/log';
import { stopOnSignal } from '@rita/platform/stop-on-signal';
import { startEmbedded } from './start-embedded.ts';
import { StartError } from './start-error.ts';

try {
  const product = await startEmbedded(process.env);
  stopOnSignal({
    close: product.close,
    log: createLog({ service: 'embedded', level: process.env.LOG_LEVEL ?? 'warn' }),
  });
  process.stdout.write(`Rita Data Sources is ready at ${product.url} (Ctrl-C stops it)\n`);
} catch (error) {
  process.stderr.write(`${explain(error)}\n`);
  process.exit(1);
}

function explain(error: unknown): string {
  const isOurs = error instanceof StartError || error instanceof EnvError;
  if (isOurs) return error.message;
  // Messages of libraries may hold what must not be shown; code and frames tell where to look.
  const { name, stack = '' } = error instanceof Error ? error : new Error('unknown');
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  const frames = stack.split('\n').filter((line) => line.startsWith('    at '));
  return `Rita Data Sources could not start: ${name}${code === undefined ? '' : ` (${code})`}\n${frames.slice(0, 8).join('\n')}`;
}
