import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ConnectorInfo, DataSourceStatusMessage } from '@rita/contracts';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createWebhookSigner } from '@rita/platform/signed-webhook';
import {
  type ChaosProxy,
  openChaosProxyFor,
  openTestQueue,
  type TestDatabase,
  type TestQueue,
  testAmqpUrl,
  waitFor,
} from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startFakeSource } from './fake-driver.ts';
import {
  createConnectorDatabase,
  createSender,
  SECRET,
  TOKEN,
  variablesFor,
  webhook,
} from './test-connector.ts';

const PROGRAM = fileURLToPath(new URL('./connector-process.ts', import.meta.url));

const signer = createWebhookSigner(SECRET);

let queue: TestQueue;
let proxy: ChaosProxy;
let database: TestDatabase;
let outbox: Database<unknown>;
let source: Awaited<ReturnType<typeof startFakeSource>>;
let connector: Awaited<ReturnType<typeof startProcess>>;

beforeAll(async () => {
  queue = await openTestQueue(testAmqpUrl());
  proxy = await openChaosProxyFor(testAmqpUrl());
  database = await createConnectorDatabase();
  outbox = await openDatabase({ url: database.url, folder: '', log: silentLog });
  source = await startFakeSource(TOKEN);
  connector = await startProcess();
});
afterAll(async () => {
  connector.child.kill('SIGKILL');
  await Promise.all([source.close(), proxy.close()]);
  await queue.close();
  await outbox.close();
  await database.drop();
});

async function startProcess(): Promise<{
  child: ChildProcess;
  url: string;
  send: ReturnType<typeof createSender>;
}> {
  const { STATUS_CALLBACK_URL: _none, ...variables } = variablesFor(database, '');
  const child = fork(PROGRAM, {
    env: {
      ...process.env,
      ...variables,
      AMQP_URL: proxy.through(testAmqpUrl()),
      DATA_SOURCE_STATUS_QUEUE: queue.name,
      TEST_SECRET: SECRET,
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  return { child, url, send: createSender(url) };
}

function verify() {
  return webhook({ source: source.url, credentials: { personal_access_token: TOKEN } });
}

/** Takes messages from the queue until the one that ends this run; gives all of the run. */
async function messagesOf(runId: string): Promise<DataSourceStatusMessage[]> {
  const seen: DataSourceStatusMessage[] = [];
  await waitFor(
    async () => {
      const taken = await queue.take();
      if (!taken) return false;
      const message = JSON.parse(taken.body) as DataSourceStatusMessage;
      expect(taken.messageId).toBe(`${message.run_id}.${message.seq}`);
      expect(taken.durable).toBe(true);
      signer.verifyStored(taken);
      if (message.run_id === runId) seen.push(message);
      return message.run_id === runId && message.status === 'success';
    },
    { timeoutMs: 20_000, what: 'the result on the queue' },
  );
  return seen;
}

async function readiness() {
  const answer = await fetch(`${connector.url}/health/ready`);
  return { status: answer.status, body: (await answer.json()) as { checks: object } };
}

test('the messages of a run, in order, with the run and its numbers', async () => {
  const run = verify();
  await connector.send(run);
  const seqs = (await messagesOf(run.run_id)).map(({ seq }) => seq ?? 0);
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
  expect(new Set(seqs).size).toBe(seqs.length);
  expect((await readiness()).body.checks).toMatchObject({ status_queue: 'ok' });
});

test('queue deleted meanwhile: the result is kept and published when it is there again (row 23)', async () => {
  await queue.remove();
  const run = verify();
  await connector.send(run);
  await messagesOf(run.run_id);
});

test('broker away: work goes on, and the result of a connector that was killed is published after its restart (row 10)', async () => {
  proxy.cut();
  const run = verify();
  await connector.send(run);
  await waitFor(async () => {
    const rows = await resultsWaiting(run.run_id);
    return rows > 0;
  });
  expect(await readiness()).toMatchObject({
    status: 200,
    body: {
      checks: { database: 'ok', status_queue: 'failed' },
      reasons: { status_queue: expect.any(String) },
    },
  });
  // The app learns from it that results wait, and at which side.
  await waitFor(async () => {
    const { results } = (await (await fetch(`${connector.url}/connector`)).json()) as ConnectorInfo;
    return results?.held_up_by === 'broker' && results.waiting > 0;
  });
  const gone = once(connector.child, 'exit');
  connector.child.kill('SIGKILL');
  await gone;
  // In place of the 30 s after which the claim of a dead process runs out.
  await outbox.executeSql('update status_outbox set claimed_until = now()');
  proxy.heal();
  connector = await startProcess();
  await messagesOf(run.run_id);
  await waitFor(async () => (await resultsWaiting(run.run_id)) === 0);
}, 60_000);

/** How many results of the run lie in the outbox. */
async function resultsWaiting(runId: string): Promise<number> {
  const { rows } = await outbox.executeSql(
    `select from status_outbox where run_id = $1 and message ->> 'status' = 'success'`,
    [runId],
  );
  return rows.length;
}
