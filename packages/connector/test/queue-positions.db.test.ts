import { randomUUID } from 'node:crypto';
import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

type Run = ReturnType<typeof at.payload>;

let at: Awaited<ReturnType<typeof startTestConnector>>;
let connections: Run[];
beforeAll(async () => {
  at = await startTestConnector({
    SYNC_CONCURRENCY: '1',
    VERIFY_CONCURRENCY: '1',
    ACCESS_CHECK_CONCURRENCY: '1',
  });
  connections = ['org-1', 'org-2', 'org-3'].map((tenant_id) =>
    at.payload({ tenant_id, credentials: { personal_access_token: TOKEN } }),
  );
  for (const connection of connections) {
    await at.send(connection);
    await at.app.result(connection.run_id);
  }
});
afterAll(() => at.close());

/** One run of each connection, accepted one after the other. */
async function startAll(action: string): Promise<Run[]> {
  const runs = connections.map((connection) => ({
    ...connection,
    ...{ action, run_id: randomUUID(), credentials: undefined, people: [] },
  }));
  for (const run of runs) expect((await at.send(run)).status).toBe(202);
  return runs;
}

/** Makes the source wait with this path, whoever asks, until it is let go as often. */
function holdEach(path: string) {
  const held: (() => void)[] = [];
  at.source.before = (called) =>
    called === path ? new Promise((resolve) => held.push(resolve)) : Promise.resolve();
  return {
    letOneGo: async () =>
      (await waitFor(() => held.shift(), { what: 'a call that the source holds' }))(),
    letAllGo: () => {
      at.source.before = async () => {};
      for (const go of held.splice(0)) go();
    },
  };
}

const placesOf = (run: Run) =>
  at.app.ofRun(run.run_id).map(({ queue_position: place }) => place ?? null);

const isTold = (run: Run | undefined, place: number) =>
  waitFor(() => run && placesOf(run).includes(place), {
    timeoutMs: 30_000,
    what: `place ${place} of ${run?.tenant_id}`,
  });

const KINDS = [
  { action: 'trigger_sync', path: '/docs?page=1', status: 'sync_progress' },
  { action: 'verify_credentials', path: '/me', status: 'progress' },
  { action: 'check_access', path: '/me', status: 'access_progress' },
];

test.each(KINDS)(
  '$action: who waits for its turn is told its place, and then that it has begun',
  async ({ action, path, status }) => {
    const source = holdEach(path);
    const [first, second, third] = await startAll(action);
    if (!first || !second || !third) throw new Error('three runs were asked for');
    await isTold(second, 1);
    await isTold(third, 2);
    await source.letOneGo();
    await isTold(third, 1);
    source.letAllGo();
    const results = await Promise.all([first, second, third].map((r) => at.app.result(r.run_id)));
    expect(results.map((result) => result.status)).not.toContain('failed');

    expect(placesOf(first).filter(Boolean)).toEqual([]);
    for (const run of [second, third]) {
      const messages = at.app.ofRun(run.run_id);
      const places = placesOf(run);
      const told = places.filter((place) => place !== null);
      // Places only come down, and once it has begun none is told.
      expect(places.slice(0, told.length)).toEqual(told.toSorted((a, b) => b - a));
      expect(messages.map(({ seq }) => seq)).toEqual(
        messages.map(({ seq }) => seq ?? 0).toSorted((a, b) => a - b),
      );
      expect(messages[0]).toMatchObject({
        status,
        tenant_id: run.tenant_id,
        heartbeat_seconds: 15,
      });
      if (status !== 'progress')
        expect(messages[told.length]?.status).toBe(status.replace('progress', 'started'));
    }
  },
  60_000,
);

test('who was cancelled while it waited is told no more places, and is in nobody’s way', async () => {
  const source = holdEach('/docs?page=1');
  const [first, second, third] = await startAll('trigger_sync');
  if (!first || !second || !third) throw new Error('three runs were asked for');
  await isTold(third, 2);
  await at.send({ ...second, action: 'cancel_sync' });
  await isTold(third, 1);
  expect(placesOf(second)).toEqual([1]);
  source.letAllGo();
  const [, cancelled, completed] = await Promise.all(
    [first, second, third].map((run) => at.app.result(run.run_id)),
  );
  expect([cancelled?.status, completed?.status]).toEqual(['sync_cancelled', 'sync_completed']);
}, 60_000);
