import { randomUUID } from 'node:crypto';
import type { DataSourceStatusMessage } from '@rita/contracts';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { applyStatusMessages } from '../src/features/runs/apply-status-messages.ts';
import { readStatusMessage } from '../src/features/runs/status-queue.ts';
import { openLiveReader } from './live-reader.ts';
import { type QueueApp, startQueueApp } from './queue-app.ts';
import { settle } from './settle.ts';

/** What a publisher may send by mistake or on purpose (reliability rows 37, 39, 41). */
let at: QueueApp;
beforeAll(async () => {
  at = await startQueueApp();
});
afterEach(() => at.expectInvariants());
afterAll(() => at.close());

test('no message of one organization touches another: all pairs of their connections (row 37)', async () => {
  const other = await at.app.signUp('Other');
  const owners = [at.user, other];
  await other.seeded();
  const listed = await Promise.all(owners.map((owner) => owner.api('GET', '/api/data-sources')));
  const rows = listed.map(({ body }) => body.data as { id: string; version: number }[]);
  const readers = await Promise.all(
    owners.map(({ cookie }) => openLiveReader(at.app.url, { cookie })),
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
  const reasons = await settle(at, bodies);
  expect(reasons).toEqual(bodies.map(() => 'foreign_tenant'));
  for (const [at, owner] of owners.entries()) {
    const { body } = await owner.api('GET', '/api/data-sources');
    expect(body.data).toEqual(rows[at]);
    expect(readers[at]?.events.filter(({ name }) => name !== 'snapshot')).toEqual([]);
    readers[at]?.stop();
  }
  expect(at.app.logText().match(/"security_event":"foreign_tenant"/g)?.length).toBe(bodies.length);
});

test('nor does it in one batch with messages of the owner, which lock the very row (row 37)', async () => {
  const other = await at.app.signUp('Other');
  const message = (fields: Record<string, unknown>) => at.sync(fields) as DataSourceStatusMessage;
  const foreign = (status: string) =>
    message({ status, tenant_id: other.organizationId, documents_processed: 666 });
  const shouted = message({
    status: 'sync_completed',
    tenant_id: other.organizationId,
    connection_id: at.id.toUpperCase(),
  });
  const outcomes = await applyStatusMessages(at.app.deps, [
    foreign('sync_started'),
    message({ status: 'sync_started' }),
    foreign('sync_progress'),
    shouted,
    message({ status: 'sync_completed', documents_processed: 3 }),
    foreign('sync_failed'),
  ]);
  expect(outcomes).toEqual(['foreign', 'applied', 'foreign', 'foreign', 'applied', 'foreign']);
  expect(await at.row()).toMatchObject({
    status: 'idle',
    last_sync_status: 'completed',
    documents_processed: 3,
  });
});

test('any JSON, and valid messages with flipped bytes: parked or applied, never a failure (row 39)', async () => {
  const seed = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);
  const valid = Buffer.from(
    JSON.stringify(
      at.sync({ status: 'sync_progress', run_id: randomUUID(), seq: 3, phase: 'Ärger' }),
    ),
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
    at.sync({ status: 'sync_progress', colour: 'red', nested: { any: [1, 2] } }),
  ];
  const reasons = await settle(at, bodies);
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
      const start = process.cpuUsage();
      readStatusMessage({ body });
      const { user, system } = process.cpuUsage(start);
      return (user + system) / 1000;
    });
    // Of the processor's time, and the least of five: what else runs on the machine is not ours.
    expect(Math.min(...taken)).toBeLessThan(50);
  });
});
