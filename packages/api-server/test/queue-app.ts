import { type OwnPostgres, openTestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { expect, vi } from 'vitest';
import { expectInvariants } from './invariants.ts';
import { startLiveWatcher } from './live-watcher.ts';
import { configured, type Reply, rowOf, startTestApp, TOKEN } from './start-test-app.ts';

export type QueueApp = Awaited<ReturnType<typeof startQueueApp>>;

/** Services that a test takes away, in place of those that tests share, and settings of its own. */
export type OwnServices = {
  postgres?: OwnPostgres;
  /** The broker's address for the test, and that for the app. */
  amqp?: { url: string; appUrl: string };
  variables?: Record<string, string>;
};

/** The app with a status queue of its own and one configured connection. */
export async function startQueueApp({ postgres, amqp, variables }: OwnServices = {}) {
  if (postgres) vi.stubEnv('TEST_DATABASE_URL', postgres.url);
  const { url, appUrl } = amqp ?? { url: testAmqpUrl(), appUrl: testAmqpUrl() };
  const queue = await openTestQueue(url);
  const app = await startTestApp({
    AMQP_URL: appUrl,
    DATA_SOURCE_STATUS_QUEUE: queue.name,
    ...variables,
  });
  const user = await app.signUp();
  const { id } = await configured(app, user);
  const path = `/api/data-sources/${id}`;
  const state = () => {
    const found = app.deps.statusQueue?.state();
    if (found === undefined) throw new Error('there is no consumer');
    return found;
  };
  await waitFor(() => state().status === 'consuming');
  // Of another organization, and of nobody's interest.
  const bystander = await configured(app, await app.signUp('Bystander'));
  // A sweep that comes for a run which is over forgets when it was to come, a minute later or two.
  const { run_look_at: _lookAt, ...untouched } = await rowOf(app, bystander.id);
  const watcher = await startLiveWatcher(app.url, user);
  /** I9: the connector has seen every run that somebody asked for. */
  async function expectDelivered() {
    const { rows } = await app.database.executeSql(
      `select details->>'run_id' as run_id from audit_events
        where action in ('sync.started', 'verification.started') and actor_type = 'user'`,
    );
    const asked = (rows as { run_id: string }[]).map(({ run_id }) => run_id);
    await waitFor(() => {
      const seen = [
        ...app.receiver.of('trigger_sync'),
        ...app.receiver.of('verify_credentials'),
      ].map(({ payload }) => ('run_id' in payload ? payload.run_id : ''));
      return asked.every((run_id) => seen.includes(run_id));
    });
  }

  return {
    app,
    queue,
    user,
    id,
    path,
    /** Of the consumer. */
    state,
    row: () => rowOf(app, id),
    /** A message about a sync of the connection. */
    sync: (fields: Record<string, unknown>) => ({
      type: 'sync',
      connection_id: id,
      tenant_id: user.organizationId,
      ...fields,
    }),
    startSync: async (): Promise<string> => {
      const started = await user.api('POST', `${path}/sync`);
      expect(started.status).toBe(202);
      await waitFor(async () => (await rowOf(app, id)).run_accepted_at);
      return started.body.run_id;
    },
    /** Those of reliability.md that can be seen from here, after each test. */
    expectInvariants: async () => {
      await expectInvariants(app, TOKEN.api_token);
      await watcher.expectUpToDate();
      // I6
      expect(await rowOf(app, bystander.id)).toMatchObject(untouched);
      await expectDelivered();
    },
    close: async () => {
      watcher.stop();
      await app.close();
      await queue.close();
    },
  };
}

/** Each answer is one that a client can live with: done, or told when to come back. */
export function expectBearable(answers: readonly Reply[]): void {
  const odd = answers.filter(({ status, body, headers }) => {
    if (status === 200) return false;
    const isTold = body.code === 'service_unavailable' && headers.get('retry-after') !== null;
    return status !== 503 || !isTold;
  });
  expect(odd.map(({ status, body }) => [status, body])).toEqual([]);
}
