import { expect, test } from 'vitest';
import type { RunAction } from './run-actions.ts';
import { type ToldEntry, toRun } from './to-run.ts';

const RUN_ID = '00000000-0000-4000-8000-000000000001';
const ADA = {
  actor_type: 'user',
  actor_id: 'u1',
  actor_label: 'Ada (my key) <ada@example.com>',
} as const;
const NOBODY = { actor_id: null, actor_label: null };
const CONNECTOR = { actor_type: 'connector', ...NOBODY } as const;
const SYSTEM = { actor_type: 'system', ...NOBODY } as const;

function entry(action: RunAction, minute: number, more: Partial<ToldEntry> = {}): ToldEntry {
  return {
    id: `entry-${minute}`,
    organization_id: 'org',
    occurred_at: `2026-11-29T08:${String(minute).padStart(2, '0')}:00.000Z`,
    action,
    ...CONNECTOR,
    object_type: 'data_source',
    object_id: 'connection',
    object_label: 'Confluence',
    ip: '203.0.113.7',
    ...more,
    details: { run_id: RUN_ID, ...more.details },
  };
}
const started = (more: Partial<ToldEntry> = {}) => entry('sync.started', 1, { ...ADA, ...more });
const over = { isActive: false };

test('from its start to its end: who, when, how much, and nothing that names an address', () => {
  const details = {
    documents_processed: 12,
    documents_failed: 1,
    documents_added: 3,
    documents_updated: 2,
    documents_removed: 0,
  };
  const run = toRun([started(), entry('sync.completed', 4, { details })], over);
  expect(run).toEqual({
    id: RUN_ID,
    kind: 'sync',
    outcome: 'succeeded',
    started_at: '2026-11-29T08:01:00.000Z',
    started_by: { type: 'user', name: 'Ada (my key)' },
    is_scheduled: false,
    ended_at: '2026-11-29T08:04:00.000Z',
    ended_by: { type: 'connector', name: null },
    given_up_at: null,
    error_code: null,
    ...details,
    deletions_held: null,
    documents_changed: null,
  });
});

test.each([
  ['verification.succeeded', {}, 'succeeded'],
  ['sync.completed', {}, 'succeeded'],
  ['access.completed', {}, 'succeeded'],
  ['sync.failed', { error_code: 'unreachable' }, 'failed'],
  ['sync.failed', { error_code: 'too_many_deletions', deletions_held: 8 }, 'held'],
  ['verification.failed', { error_code: 'invalid_credentials' }, 'failed'],
  ['sync.cancelled', {}, 'cancelled'],
  ['access.cancelled', {}, 'cancelled'],
] as const)('%s with %j is %s', (action, details, outcome) => {
  const run = toRun([entry(action, 4, { details })], over);
  const { error_code: code = null } = details as { error_code?: string };
  expect(run).toMatchObject({ outcome, error_code: code });
});

test('without an end it is under way, or nobody knows', () => {
  expect(toRun([started()], { isActive: true })).toMatchObject({
    outcome: 'running',
    ended_at: null,
  });
  expect(toRun([started()], over)).toMatchObject({
    outcome: 'unknown',
    ended_at: null,
    ended_by: null,
    documents_processed: null,
  });
});

test('a result that comes after it was given up is what counts', () => {
  const givenUp = entry('sync.failed', 3, { ...SYSTEM, details: { error_code: 'timed_out' } });
  const run = toRun([started(), givenUp, entry('sync.completed', 9)], over);
  expect(run).toMatchObject({
    outcome: 'succeeded',
    error_code: null,
    given_up_at: givenUp.occurred_at,
    ended_at: '2026-11-29T08:09:00.000Z',
  });
  expect(toRun([started(), givenUp], over)).toMatchObject({
    outcome: 'failed',
    error_code: 'timed_out',
    given_up_at: null,
    ended_by: { type: 'system' },
  });
});

test('what has no entry of its start: by whom it was begun, as far as that is known', () => {
  const details = { started_at: '2026-11-29T08:00:30.000Z', documents_changed: 2 };
  expect(toRun([entry('access.completed', 4, { details })], over)).toMatchObject({
    kind: 'access',
    started_at: details.started_at,
    started_by: { type: 'system', name: null },
    is_scheduled: true,
    documents_changed: 2,
  });
  const unnamed = { ...entry('sync.completed', 4), details: { documents_processed: 5 } };
  expect(toRun([unnamed], over)).toMatchObject({
    id: unnamed.id,
    started_at: null,
    started_by: { type: 'connector' },
    is_scheduled: false,
    documents_processed: 5,
  });
  expect(toRun([entry('sync.completed', 4)], over)).toMatchObject({
    started_at: null,
    started_by: null,
    is_scheduled: false,
  });
});

test('a schedule is told as such, and counts that are none are not', () => {
  const scheduled = started({ ...SYSTEM, details: { scheduled: true } });
  const odd = { documents_processed: '12', documents_failed: -1, documents_added: 1.5 };
  expect(toRun([scheduled, entry('sync.completed', 4, { details: odd })], over)).toMatchObject({
    started_by: { type: 'system', name: null },
    is_scheduled: true,
    documents_processed: null,
    documents_failed: null,
    documents_added: null,
  });
});
