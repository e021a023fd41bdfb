import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openResources } from '../../packages/platform/src/resources.ts';
import { findBalancer } from '../services/balancers.ts';
import { sealedVerification } from '../testing/sealed-verification.ts';
import { type Load, startLoad, startSending } from './load.ts';
import { type OutsideBalancer, startHaproxy, startPlainNginx } from './outside-balancer.ts';
import { type Cluster, startCluster } from './start-cluster.ts';
import { signUp, type Visitor } from './visitor.ts';

const [haproxyBinary, nginxBinary] = await Promise.all([
  findBalancer('haproxy'),
  findBalancer('nginx'),
]);
const resources = openResources();
let cluster: Cluster;
/** That of compose.yaml in front of the same processes, where the machine has one. */
let haproxy: (OutsideBalancer & { webhooksUrl: string }) | undefined;
const said: string[] = [];

beforeAll(async () => {
  cluster = await startCluster({
    variables: { ...process.env, REQUESTS_PER_MINUTE: '1000000' },
    port: 0,
    say: (text) => said.push(text),
  });
  resources.add('cluster', cluster.close);
  if (haproxyBinary === undefined) return;
  const urls = (members: Cluster['connectors']) => members.map(({ url }) => url);
  haproxy = await startHaproxy(haproxyBinary, {
    apiServers: urls(cluster.apiServers),
    connectors: urls(cluster.connectors),
  });
  resources.add('haproxy', haproxy.close);
});
afterAll(resources.close);

test('a source is verified and synced across the processes, by way of the queue', async () => {
  const visitor = await signUp(cluster.url, 'sync@example.com');
  const id = await prepareConfluence(visitor);
  expect((await visitor.ask('POST', `/api/data-sources/${id}/sync`)).status).toBe(202);
  const ended = await waitForRow(visitor, id, (row) => row.last_sync_status !== null, 60_000);
  expect(ended).toMatchObject({ status: 'idle', last_sync_status: 'completed' });
  expect(ended.documents_processed).toBeGreaterThan(5);
});

test('a process that is killed comes back, and nobody is refused meanwhile', async () => {
  const visitors = [await signUp(cluster.url, 'kill@example.com')];
  if (haproxy) visitors.push(await signUp(cluster.url, 'killed@example.com', haproxy.url));
  const [victim] = cluster.apiServers;
  const before = victim?.pid();
  process.kill(before ?? 0, 'SIGKILL');
  await waitFor(() => said.some((text) => text.includes('api-server-1 ended (SIGKILL)')));
  for (const visitor of visitors) {
    expect((await visitor.ask('GET', '/api/data-sources')).status).toBe(200);
    expect((await visitor.ask('POST', '/api/data-sources/seed')).status).toBe(200);
  }
  await waitFor(() => isReady(`${victim?.url}/api/health/ready`), { timeoutMs: 30_000 });
  expect(victim?.pid()).not.toBe(before);
});

// Row 11 of reliability.md.
describe('a rolling restart of all processes under load', () => {
  let ours: Load;
  let theirs: Load | undefined;
  /** Answers to webhooks without a signature, through HAProxy. */
  let webhooks: string[];

  beforeAll(async () => {
    const members = [...cluster.connectors, ...cluster.apiServers];
    const before = members.map((member) => member.pid());
    const running = [startLoad(await signUp(cluster.url, 'load@example.com'))];
    if (haproxy) {
      running.push(startLoad(await signUp(cluster.url, 'loaded@example.com', haproxy.url)));
    }
    const sending = haproxy && startSending(`${haproxy.webhooksUrl}/webhook`);
    const startedAt = performance.now();
    await cluster.rollingRestart();
    const seconds = (performance.now() - startedAt) / 1_000;
    const loads = await Promise.all(running.map((load) => load.stop()));
    webhooks = (await sending?.stop()) ?? [];
    for (const [index, member] of members.entries()) expect(member.pid()).not.toBe(before[index]);
    [ours, theirs] = loads as [Load, Load?];
    const counts = loads.map(({ statuses }) => statuses.get('200'));
    console.info(`rolling restart in ${seconds.toFixed(1)} s, ${counts.join(' + ')} requests`);
  });

  test('no 5xx, no lost request, streams come back', () => expectUndisturbed(ours));

  test.skipIf(haproxyBinary === undefined)('nor through the HAProxy of compose.yaml', () => {
    expectUndisturbed(theirs as Load);
    expect(webhooks.length).toBeGreaterThan(200);
    expect([...new Set(webhooks)]).toEqual(['401']);
  });
});

// Row 74 of reliability.md.
test('a live stream passes through a buffering proxy: its first bytes at once, a comment every 15 s', async () => {
  const ways: [string, string][] = [['our balancer', cluster.url]];
  if (haproxy) ways.push(['HAProxy', haproxy.url]);
  if (nginxBinary) {
    const nginx = await startPlainNginx(nginxBinary, cluster.apiServers[0]?.url ?? '');
    resources.add('nginx', nginx.close);
    ways.push(['nginx', nginx.url]);
  }
  await Promise.all(
    ways.map(async ([name, url], index) => {
      const visitor = await signUp(cluster.url, `stream${index}@example.com`, url);
      const startedAt = performance.now();
      const stream = await visitor.openEvents(AbortSignal.timeout(20_000));
      const chunks = stream.body?.pipeThrough(new TextDecoderStream()).values();
      let text = '';
      const seen = async (what: RegExp) => {
        while (!what.test(text)) {
          const chunk = await chunks?.next();
          if (!chunk || chunk.done) throw new Error(`the stream ended after “${text}”`);
          text += chunk.value;
        }
        return performance.now() - startedAt;
      };
      expect(await seen(/^event: snapshot/m), name).toBeLessThan(1_000);
      expect(await seen(/^:/m), name).toBeLessThan(16_500);
      await chunks?.return?.();
    }),
  );
});

function expectUndisturbed({ statuses, streams }: Load): void {
  expect([...statuses.keys()].filter((status) => status !== '200')).toEqual([]);
  expect(statuses.get('200')).toBeGreaterThan(200);
  // Each stream was ended at least once by a replica that left, and every one began anew.
  expect(streams.length).toBeGreaterThanOrEqual(4);
  for (const frames of streams) {
    // A heartbeat may come before it: a comment, and no event.
    expect(frames).toMatch(/^200\nretry: \d+\n\n(?:: \n\n)*event: snapshot/);
    expect(frames).toMatch(/\n\nretry: \d{4}\n\n$/);
  }
}

/** Seeds, proves access to the sample site with its own credentials, and chooses one space. */
async function prepareConfluence(visitor: Visitor): Promise<string> {
  await visitor.ask('POST', '/api/data-sources/seed');
  const samples = (await visitor.ask('GET', '/api/sample-sources')).body.data;
  const { settings, credentials } = samples.find((one: Row) => one.type === 'confluence');
  const rows = (await visitor.ask('GET', '/api/data-sources')).body.data;
  const { id } = rows.find((row: Row) => row.type === 'confluence');
  const read = async <T>(path: string): Promise<T> => (await visitor.ask('GET', path)).body;
  const body = await sealedVerification(read, id, { settings, credentials });
  const verify = await visitor.ask('POST', `/api/data-sources/${id}/verify`, body);
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
