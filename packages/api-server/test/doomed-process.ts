import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bareEnvironment, findFreePort, testAmqpUrl, waitFor } from '@rita/test-kit';
import type { TestApp } from './start-test-app.ts';

/**
 * - `before_commit`, `after_commit`: SIGKILL around the commit of the next audited change
 * - `after_answer`: SIGKILL when the connector's answer to a webhook has arrived
 * - `rejection`: a rejection that nobody handles; `out_of_memory`; `blocked`: for 21 s
 */
export type Doom =
  | 'before_commit'
  | 'after_commit'
  | 'after_answer'
  | 'rejection'
  | 'out_of_memory'
  | 'blocked';

const PROGRAM = fileURLToPath(new URL('./doomed-server.ts', import.meta.url));
const running = new Set<ChildProcess>();

/** A replica of the test app as a process of its own. */
export async function startDoomed(
  app: Pick<TestApp, 'variables'>,
  given: Record<string, string> = {},
  execArgv: string[] = [],
) {
  const PORT = String(await findFreePort());
  const child = fork(PROGRAM, {
    env: { ...bareEnvironment(), LOG_LEVEL: 'warn', ...app.variables, ...given, PORT },
    execArgv,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  running.add(child);
  let stderr = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const exit = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  void exit.then(() => running.delete(child));
  const isReady = (once(child, 'message') as Promise<[{ url: string }]>).then(([{ url }]) => url);
  const url = await Promise.race([
    isReady,
    exit.then(() => Promise.reject(new Error(`the replica ended early:\n${stderr}`))),
  ]);
  return {
    url,
    /** Resolves when it is set; what happens at once happens right after. */
    doom: async (doom: Doom) => {
      const armed = once(child, 'message');
      child.send(doom);
      await armed;
    },
    kill: (signal: NodeJS.Signals) => child.kill(signal),
    /** Exit code and signal. */
    exit,
  };
}

/** A replica that consumes, from the moment on when it does. */
export async function startConsumer(app: Pick<TestApp, 'variables'>, queue: string) {
  const given = { AMQP_URL: testAmqpUrl(), DATA_SOURCE_STATUS_QUEUE: queue };
  const consumer = await startDoomed(app, given);
  await waitFor(async () => (await probe(consumer.url)).status_queue === 'ok');
  return consumer;
}

/** What its readiness says of each part; rejects when there is no answer within a second. */
export async function probe(url: string): Promise<Record<string, string>> {
  const answer = await fetch(`${url}/api/health/ready`, { signal: AbortSignal.timeout(1_000) });
  return ((await answer.json()) as { checks: Record<string, string> }).checks;
}

export function killAllDoomed(): void {
  for (const child of running) child.kill('SIGKILL');
}
