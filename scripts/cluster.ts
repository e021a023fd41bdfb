import { constants } from 'node:os';
import { startCluster } from './cluster/start-cluster.ts';

// The product as it runs on several machines, on this one: `npm run cluster`.
await import('./build-client.ts');

const say = (text: string) => process.stdout.write(`${text}\n`);
const stopping = new AbortController();
let ended: NodeJS.Signals | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    ended ??= signal;
    stopping.abort();
  });
}

try {
  await run();
} catch (error) {
  if (ended === undefined) {
    process.stderr.write(`The cluster could not be started: ${explain(error)}\n`);
    process.exit(1);
  }
}
process.exit(ended === undefined ? 0 : 128 + constants.signals[ended]);

async function run(): Promise<void> {
  const port = Number(process.env.PORT ?? 0);
  const { signal } = stopping;
  const cluster = await startCluster({ variables: process.env, port, say, signal });
  process.on('SIGUSR2', () => {
    cluster.rollingRestart().then(
      () => say('All processes were restarted.'),
      (error: unknown) => say(`The restart failed: ${explain(error)}`),
    );
  });
  for (const member of [...cluster.connectors, ...cluster.apiServers]) {
    say(`${member.name} at ${member.url}, process ${member.pid()}`);
  }
  say(`A rolling restart: kill -USR2 ${process.pid}`);
  say(`Rita Data Sources is ready at ${cluster.url}`);
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve));
  await cluster.close();
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${explain(error.cause)}`;
}
