import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cluster, startCluster } from './start-cluster.ts';
import { signUp, type Visitor } from './visitor.ts';

let cluster: Cluster;
const said: string[] = [];

beforeAll(async () => {
  cluster = await startCluster({
    variables: { ...process.env, REQUESTS_PER_MINUTE: '1000000' },
    port: 0,
    say: (text) => said.push(text),
  });
});
afterAll(() => cluster?.close());

test('a source is verified and synced across the processes, by way of the queue', async () => {
  const visitor = await signUp(cluster.url, 'sync@example.com');
  const id = await prepareConfluence(visitor);
  expect((await visitor.ask('POST', `/api/data-sources/${id}/sync`)).status).toBe(202);
  const ended = await waitForRow(visitor, id, (row) => row.last_sync_status !== null, 60_000);
  expect(ended).toMatchObject({ status: 'idle', last_sync_status: 'completed' });
  expect(ended.documents_processed).toBeGreaterThan(5);
});

test('a process that is killed comes back, and nobody is refused meanwhile', async () => {
  const visitor = await signUp(cluster.url, 'kill@example.com');
  const [victim] = cluster.apiServers;
  const before = victim?.pid();
  process.kill(before ?? 0, 'SIGKILL');
  await waitFor(() => said.some((text) => text.includes('api-server-1 ended (SIGKILL)')));
  expect((await visitor.ask('GET', '/api/data-sources')).status).toBe(200);
  expect((await visitor.ask('POST', '/api/data-sources/seed')).status).toBe(200);
  await waitFor(() => isReady(`${victim?.url}/api/health/ready`), { timeoutMs: 30_000 });
  expect(victim?.pid()).not.toBe(before);
});

// Row 11 of reliability.md.
test('a rolling restart of all processes under load: no 5xx, no lost request, streams come back', async () => {
  const visitor = await signUp(cluster.url, 'load@example.com');
  await visitor.ask('POST', '/api/data-sources/seed');
  const members = [...cluster.connectors, ...cluster.apiServers];
  const before = members.map((member) => member.pid());
  const load = startLoad(visitor);
  const startedAt = performance.now();
  await cluster.rollingRestart();
  const seconds = (performance.now() - startedAt) / 1_000;
  const { statuses, streams } = await load.stop();

  for (const [index, member] of members.entries()) expect(member.pid()).not.toBe(before[index]);
  expect([...statuses.keys()].filter((status) => status !== '200')).toEqual([]);
  expect(statuses.get('200')).toBeGreaterThan(200);
  // Each stream was ended at least once by a replica that left, and every one began anew.
  expect(streams.length).toBeGreaterThanOrEqual(4);
  for (const frames of streams) {
    expect(frames).toMatch(/^200\nretry: \d+\n\nevent: snapshot/);
    expect(frames).toMatch(/\n\nretry: \d{4}\n\n$/);
  }
  console.info(`rolling restart in ${seconds.toFixed(1)} s, ${statuses.get('200')} requests`);
});

/** Readers, writers and streams that do not stop when something fails. */
function startLoad(visitor: Visitor) {
  const statuses = new Map<string, number>();
  const streams: string[] = [];
  const stopped = new AbortController();
  const count = (status: string) => statuses.set(status, (statuses.get(status) ?? 0) + 1);

  async function repeat(method: string, path: string): Promise<void> {
    while (!stopped.signal.aborted) {
      const answer = visitor.ask(method, path);
      count(await answer.then(({ status }) => String(status)).catch((error) => String(error)));
    }
  }
  const requests = [
    repeat('GET', '/api/data-sources'),
    repeat('GET', '/api/session'),
    repeat('POST', '/api/data-sources/seed'),
    repeat('POST', '/api/data-sources/seed'),
  ];
  const readers = Array.from({ length: 4 }, () =>
    visitor
      .followEvents((frames) => streams.push(frames), stopped.signal)
      .catch((error) => count(`stream: ${error}`)),
  );
  return {
    stop: async () => {
      stopped.abort();
      await Promise.all([...requests, ...readers]);
      return { statuses, streams };
    },
  };
}

/** Seeds, proves access to the sample site with its own credentials, and chooses one space. */
async function prepareConfluence(visitor: Visitor): Promise<string> {
  await visitor.ask('POST', '/api/data-sources/seed');
  const samples = (await visitor.ask('GET', '/api/sample-sources')).body.data;
  const { settings, credentials } = samples.find((one: Row) => one.type === 'confluence');
  const rows = (await visitor.ask('GET', '/api/data-sources')).body.data;
  const { id } = rows.find((row: Row) => row.type === 'confluence');
  const verify = await visitor.ask('POST', `/api/data-sources/${id}/verify`, {
    settings,
    credentials,
  });
  expect(verify.status).toBe(202);
  const verified = await waitForRow(visitor, id, (row) => row.last_verification_at !== null);
  expect(verified).toMatchObject({ status: 'idle', last_verification_error: null });
  const [space] = verified.latest_options.spaces;
  const chosen = { settings: { spaces: [space.value] }, enabled: true };
  const saved = await visitor.ask('PUT', `/api/data-sources/${id}`, chosen);
  expect(saved).toMatchObject({ status: 200 });
  return id;
}

// biome-ignore lint/suspicious/noExplicitAny: rows as they come over the wire
type Row = any;

async function waitForRow(
  visitor: Visitor,
  id: string,
  isSo: (row: Row) => boolean,
  timeoutMs = 20_000,
): Promise<Row> {
  return waitFor(
    async () => {
      const row = (await visitor.ask('GET', `/api/data-sources/${id}`)).body.data;
      return row.status === 'idle' && isSo(row) ? row : undefined;
    },
    { timeoutMs },
  );
}

async function isReady(url: string): Promise<boolean> {
  return (await fetch(url)).status === 200;
}
