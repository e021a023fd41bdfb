import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openLiveReader } from './live-reader.ts';
import { type QueueApp, startQueueApp } from './queue-app.ts';
import { endSync, settle } from './settle.ts';
import { waitForIdle } from './start-test-app.ts';

/** What may stand in the fields of a message (reliability rows 42–45). */
let at: QueueApp;
beforeAll(async () => {
  at = await startQueueApp();
});
afterEach(() => at.expectInvariants());
afterAll(() => at.close());

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
  const reader = await openLiveReader(at.app.url, { cookie: at.user.cookie });
  await reader.next('snapshot');
  const run_id = await at.startSync();
  const progress = TEXTS.map((text, index) =>
    at.sync({
      run_id,
      seq: index + 1,
      status: 'sync_progress',
      phase: text,
      heartbeat_seconds: 60,
    }),
  );
  expect(await settle(at, progress)).toEqual([]);
  const failed = TEXTS.flatMap((text) => [
    at.sync({ status: 'sync_failed', error_message: text, error_code: text, timestamp: text }),
    {
      ...at.sync({ status: 'failed', error: text, error_code: text }),
      type: 'verification',
      checks: [{ name: text, label: text, outcome: 'failed', detail: text, remedy: text }],
      options: { [text]: text, spaces: [{ value: text, label: text }] },
    },
  ]);
  const reasons = await settle(at, failed);
  expect(reasons.filter((reason) => reason !== 'invalid' && reason !== 'malformed')).toEqual([]);
  await endSync(at, run_id);
  const { body } = await at.user.api('GET', `/api/data-sources/${at.id}`);
  const shown = JSON.stringify(body);
  expect(shown.isWellFormed()).toBe(true);
  expect(shown).not.toContain('\\u0000');
  await reader.next('data_source_update', (row) => row.version === body.data.version);
  expect(reader.state.text).not.toMatch(/^event: forged/m);
  expect(reader.state.isOver).toBe(false);
  reader.stop();
});

test('keys that reach for the prototype, and keys that come twice (row 43)', async () => {
  const valid = JSON.stringify(at.sync({ status: 'sync_progress' }));
  const within = (text: string) => valid.replace('{', `{${text},`);
  const reasons = await settle(at, [
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
  const twice = await settle(at, [valid.replace(/}$/, `,"tenant_id":"${randomUUID()}"}`)]);
  expect(twice).toEqual(['foreign_tenant']);
});

test('numbers that are none, too small, too large, or broken (row 44)', async () => {
  const run_id = await at.startSync();
  const before = await at.row();
  const odd = ['-1', '1e308', '"12"', 'NaN', '1.5', '1000000001', 'true', '[]', '-0.1', '1e999'];
  const of = (field: string, value: string) =>
    JSON.stringify(at.sync({ run_id, seq: 5, status: 'sync_progress', [field]: 0 })).replace(
      `"${field}":0`,
      `"${field}":${value}`,
    );
  const counts = ['documents_processed', 'documents_total', 'documents_failed', 'documents_kept'];
  const bodies = counts.flatMap((field) => odd.map((value) => of(field, value)));
  const reasons = await settle(at, bodies);
  expect(reasons).toHaveLength(bodies.length);
  expect(new Set(reasons)).toEqual(new Set(['invalid', 'malformed']));
  const row = await at.row();
  expect(row.documents_processed).toBe(before.documents_processed);
  expect(await settle(at, [of('documents_processed', 'null')])).toEqual([]);
  await endSync(at, run_id);
});

test('a sender’s clock of another decade orders nothing (row 45)', async () => {
  const run_id = await at.startSync();
  const sentAt = (seq: number, timestamp: string) =>
    at.sync({ run_id, seq, status: 'sync_progress', documents_processed: seq, timestamp });
  await settle(at, [
    sentAt(1, '2099-01-01T00:00:00Z'),
    sentAt(2, '1970-01-01T00:00:00Z'),
    sentAt(3, '2016-11-27T00:00:00Z'),
    sentAt(4, '+275760-09-13T00:00:00Z'),
    sentAt(5, 'yesterday'),
  ]);
  const row = await at.row();
  expect(row).toMatchObject({ documents_processed: 5, run_seq: 5 });
  await settle(at, [
    at.sync({ run_id, seq: 6, status: 'sync_completed', timestamp: '1970-01-01T00:00:00Z' }),
  ]);
  const ended = await waitForIdle(at.app, at.id);
  expect(Math.abs(Date.now() - Number(ended.last_sync_at))).toBeLessThan(60_000);
});
