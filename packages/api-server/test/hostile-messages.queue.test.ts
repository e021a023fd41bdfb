import { randomUUID } from 'node:crypto';
import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readStatusMessage } from '../src/features/runs/status-queue.ts';
import { expectInvariants } from './invariants.ts';
import { openLiveReader } from './live-reader.ts';
import {
  configured,
  rowOf,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
  waitForIdle,
} from './start-test-app.ts';

/** What a publisher may send by mistake or on purpose (reliability rows 37–46, 48). */
let queue: TestQueue;
let app: TestApp;
let user: TestUser;
let id: string;

beforeAll(async () => {
  queue = await openTestQueue(testAmqpUrl());
  app = await startTestApp({ AMQP_URL: testAmqpUrl(), DATA_SOURCE_STATUS_QUEUE: queue.name });
  user = await app.signUp();
  id = (await configured(app, user)).id;
  await waitFor(() => state().status === 'consuming');
});
afterEach(() => expectInvariants(app, TOKEN.api_token));
afterAll(async () => {
  await app.close();
  await queue.close();
});

function state() {
  const found = app.deps.statusQueue?.state();
  if (found === undefined) throw new Error('there is no consumer');
  return found;
}

type Fields = Record<string, unknown>;
const sync = (fields: Fields): Fields => ({
  type: 'sync',
  connection_id: id,
  tenant_id: user.organizationId,
  ...fields,
});

/** Sends all, waits until each was handled or parked, and gives the reasons of those parked. */
async function settle(bodies: readonly (string | Buffer | Fields)[]): Promise<string[]> {
  const before = state();
  await queue.send(
    ...bodies.map((body) =>
      typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body),
    ),
  );
  const done = () => state().handled + state().parked - before.handled - before.parked;
  await waitFor(() => done() >= bodies.length, { timeoutMs: 30_000, what: 'all messages' });
  // I4: each message is applied, duplicate, stale or parked, and none twice.
  expect(done()).toBe(bodies.length);
  expect(await queue.count()).toBe(0);
  const reasons: string[] = [];
  for (let left = state().parked - before.parked; left > 0; left -= 1) {
    const parked = await waitFor(() => queue.take('.parked'));
    reasons.push(String(parked.headers['x-parked-reason']));
  }
  return reasons;
}

async function startSync(): Promise<string> {
  const started = await user.api('POST', `/api/data-sources/${id}/sync`);
  expect(started.status).toBe(202);
  return started.body.run_id;
}

async function endSync(run_id: string): Promise<void> {
  await settle([sync({ run_id, seq: 1_000_000, status: 'sync_completed' })]);
  await waitForIdle(app, id);
}

test('no message of one organization touches another: all pairs of their connections (row 37)', async () => {
  const other = await app.signUp('Other');
  const owners = [user, other];
  await other.seeded();
  const listed = await Promise.all(owners.map((owner) => owner.api('GET', '/api/data-sources')));
  const rows = listed.map(({ body }) => body.data as { id: string; version: number }[]);
  const readers = await Promise.all(
    owners.map(({ cookie }) => openLiveReader(app.url, { cookie })),
  );
  await Promise.all(readers.map((reader) => reader.next('snapshot')));
  const bodies = owners.flatMap((owner, at) =>
    (rows[1 - at] ?? []).flatMap((row) =>
      [
        ...['success', 'failed', 'progress'].map((status) => ({ type: 'verification', status })),
        ...['sync_started', 'sync_progress', 'sync_completed', 'sync_failed', 'sync_cancelled'].map(
          (status) => ({ type: 'sync', status }),
        ),
      ].map((fields) => ({ ...fields, connection_id: row.id, tenant_id: owner.organizationId })),
    ),
  );
  expect(bodies).toHaveLength(2 * 4 * 8);
  const reasons = await settle(bodies);
  expect(reasons).toEqual(bodies.map(() => 'foreign_tenant'));
  for (const [at, owner] of owners.entries()) {
    const { body } = await owner.api('GET', '/api/data-sources');
    expect(body.data).toEqual(rows[at]);
    expect(readers[at]?.events.filter(({ name }) => name !== 'snapshot')).toEqual([]);
    readers[at]?.stop();
  }
  expect(app.logText().match(/"security_event":"foreign_tenant"/g)?.length).toBe(bodies.length);
});

test('any JSON, and valid messages with flipped bytes: parked or applied, never a failure (row 39)', async () => {
  const seed = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);
  const valid = Buffer.from(
    JSON.stringify(sync({ status: 'sync_progress', run_id: randomUUID(), seq: 3, phase: 'Ärger' })),
  );
  const flipped = fc
    .array(fc.tuple(fc.nat(valid.length - 1), fc.integer({ min: 1, max: 255 })), { minLength: 1 })
    .map((flips) => {
      const bytes = Buffer.from(valid);
      for (const [at, mask] of flips) bytes[at] = (bytes[at] ?? 0) ^ mask;
      return bytes;
    });
  const bodies = [
    ...fc.sample(fc.json(), { seed, numRuns: 300 }),
    ...fc.sample(flipped, { seed, numRuns: 300 }),
    // Fields that are not known are dropped.
    sync({ status: 'sync_progress', colour: 'red', nested: { any: [1, 2] } }),
  ];
  const reasons = await settle(bodies);
  expect(
    reasons.filter((reason) => reason === 'handler_failed' || reason === 'too_large'),
    `seed ${seed}`,
  ).toEqual([]);
});

describe('reading one message', () => {
  const deep = (open: string, close: string) => `${open.repeat(100_000)}1${close.repeat(100_000)}`;
  const wide = JSON.stringify(
    Object.fromEntries(Array.from({ length: 20_000 }, (_, at) => [`k${at}`, at])),
  );
  test.each([
    ['a hundred thousand arrays deep', deep('[', ']')],
    ['forty thousand objects deep', deep('{"a":', '}').slice(0, 250_000)],
    ['twenty thousand keys', wide],
    ['a hundred thousand numbers', JSON.stringify(Array.from({ length: 100_000 }, () => 1))],
    [
      'one long text',
      JSON.stringify({ type: 'verification', options: { spaces: 'x'.repeat(250_000) } }),
    ],
    [
      'five thousand options',
      JSON.stringify({
        type: 'verification',
        status: 'success',
        connection_id: randomUUID(),
        tenant_id: 't',
        options: {
          spaces: Array.from({ length: 5_000 }, (_, n) => ({ value: `${n}`, label: 'x' })),
        },
      }),
    ],
  ])('%s: nobody waits for it (row 41)', (_name, text) => {
    const body = Buffer.from(text);
    const taken = Array.from({ length: 5 }, () => {
      const start = performance.now();
      readStatusMessage({ body });
      return performance.now() - start;
    });
    // The least of five: what else runs on the machine is not ours.
    expect(Math.min(...taken)).toBeLessThan(50);
  });
});

/** NUL, halves of a pair, direction marks, four bytes, combining marks, ends of lines, markup. */
const TEXTS = [
  'a\u0000b',
  '\ud800',
  'x\udfff\ud800y',
  '\u202Eevil\u202C\u2066\u2069',
  '👩‍👩‍👧‍👦😀',
  `e${'\u0301'.repeat(10_000)}`,
  'line\r\nline\u2028\u2029\u0085',
  '<script>alert(1)</script>',
  '\u001b[31mred\u0007',
  '"}\n\nevent: forged\ndata: {}',
];

test('every text field takes every text: cleaned or cut, shown as one JSON line (row 42)', async () => {
  const reader = await openLiveReader(app.url, { cookie: user.cookie });
  await reader.next('snapshot');
  const run_id = await startSync();
  const progress = TEXTS.map((text, at) =>
    sync({ run_id, seq: at + 1, status: 'sync_progress', phase: text, heartbeat_seconds: 60 }),
  );
  expect(await settle(progress)).toEqual([]);
  const failed = TEXTS.flatMap((text) => [
    sync({ status: 'sync_failed', error_message: text, error_code: text, timestamp: text }),
    {
      ...sync({ status: 'failed', error: text, error_code: text }),
      type: 'verification',
      checks: [{ name: text, label: text, outcome: 'failed', detail: text, remedy: text }],
      options: { [text]: text, spaces: [{ value: text, label: text }] },
    },
  ]);
  const reasons = await settle(failed);
  expect(reasons.filter((reason) => reason !== 'invalid' && reason !== 'malformed')).toEqual([]);
  await endSync(run_id);
  const { body } = await user.api('GET', `/api/data-sources/${id}`);
  const shown = JSON.stringify(body);
  expect(shown.isWellFormed()).toBe(true);
  expect(shown).not.toContain('\\u0000');
  await reader.next('data_source_update', (row) => row.version === body.data.version);
  expect(reader.state.text).not.toMatch(/^event: forged/m);
  expect(reader.state.isOver).toBe(false);
  reader.stop();
});

test('keys that reach for the prototype, and keys that come twice (row 43)', async () => {
  const valid = JSON.stringify(sync({ status: 'sync_progress' }));
  const within = (text: string) => valid.replace('{', `{${text},`);
  const reasons = await settle([
    within('"__proto__":{"polluted":1}'),
    within('"constructor":{"prototype":{"polluted":1}}'),
    within('"options":{"prototype":{"polluted":1}}'),
    within('"a":[{"__proto__":{"polluted":1}}]'),
    // Without its NUL it is the forbidden key.
    within('"__pro\\u0000to__":{"polluted":1}'),
  ]);
  expect(reasons).toEqual(reasons.map(() => 'malformed'));
  expect(reasons).toHaveLength(5);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  // The last one counts, as everywhere: here a tenant that is not ours.
  const twice = await settle([valid.replace(/}$/, `,"tenant_id":"${randomUUID()}"}`)]);
  expect(twice).toEqual(['foreign_tenant']);
});

test('numbers that are none, too small, too large, or broken (row 44)', async () => {
  const run_id = await startSync();
  const before = await rowOf(app, id);
  const odd = ['-1', '1e308', '"12"', 'NaN', '1.5', '1000000001', 'true', '[]', '-0.1', '1e999'];
  const of = (field: string, value: string) =>
    JSON.stringify(sync({ run_id, seq: 5, status: 'sync_progress', [field]: 0 })).replace(
      `"${field}":0`,
      `"${field}":${value}`,
    );
  const counts = ['documents_processed', 'documents_total', 'documents_failed', 'documents_kept'];
  const bodies = counts.flatMap((field) => odd.map((value) => of(field, value)));
  const reasons = await settle(bodies);
  expect(reasons).toHaveLength(bodies.length);
  expect(new Set(reasons)).toEqual(new Set(['invalid', 'malformed']));
  const row = await rowOf(app, id);
  expect(row.documents_processed).toBe(before.documents_processed);
  expect(await settle([of('documents_processed', 'null')])).toEqual([]);
  await endSync(run_id);
});

test('a sender’s clock of another decade orders nothing (row 45)', async () => {
  const run_id = await startSync();
  const at = (seq: number, timestamp: string) =>
    sync({ run_id, seq, status: 'sync_progress', documents_processed: seq, timestamp });
  await settle([
    at(1, '2099-01-01T00:00:00Z'),
    at(2, '1970-01-01T00:00:00Z'),
    at(3, '2016-11-27T00:00:00Z'),
    at(4, '+275760-09-13T00:00:00Z'),
    at(5, 'yesterday'),
  ]);
  const row = await rowOf(app, id);
  expect(row).toMatchObject({ documents_processed: 5, run_seq: 5 });
  await settle([
    sync({ run_id, seq: 6, status: 'sync_completed', timestamp: '1970-01-01T00:00:00Z' }),
  ]);
  const ended = await waitForIdle(app, id);
  expect(Math.abs(Date.now() - Number(ended.last_sync_at))).toBeLessThan(60_000);
});

test('a flood of one organization does not hold up another’s messages (row 46)', async () => {
  const other = await app.signUp('Quiet');
  const quiet = await configured(app, other);
  const started = await other.api('POST', `/api/data-sources/${quiet.id}/sync`);
  const flood = Array.from({ length: 10_000 }, () =>
    JSON.stringify(sync({ status: 'sync_progress', run_id: randomUUID(), seq: 1 })),
  );
  const start = performance.now();
  await queue.send(...flood);
  await queue.send(
    JSON.stringify({
      type: 'sync',
      connection_id: quiet.id,
      tenant_id: other.organizationId,
      run_id: started.body.run_id,
      seq: 1,
      status: 'sync_completed',
    }),
  );
  await waitFor(async () => (await rowOf(app, quiet.id)).status === 'idle', { timeoutMs: 20_000 });
  // One queue, so whoever comes last waits for the whole flood: it has to be short.
  expect(performance.now() - start).toBeLessThan(15_000);
  await waitFor(async () => (await queue.count()) === 0);
});
