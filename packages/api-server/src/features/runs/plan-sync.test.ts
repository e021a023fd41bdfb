import { describe, expect, test } from 'vitest';
import { at, idleRow, RUN_1, START, syncMessage } from '../../../test/run-fixtures.ts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { plannedSync } from './plan-sync.ts';
import { cancelRun, expireRun } from './run-rules.ts';
import { beginRun } from './run-state.ts';

const HOURLY = { type: 'hourly' } as const;
const hours = (count: number) => new Date(START.getTime() + count * 3_600_000);
const scheduled = (changes: Partial<DataSourceConnectionRow> = {}) =>
  idleRow({ sync_schedule: HOURLY, next_sync_at: hours(1), ...changes });

/** A sync that began `seconds` after the start. */
function syncing(row: DataSourceConnectionRow, seconds: number): DataSourceConnectionRow {
  return { ...row, ...beginRun({ kind: 'sync', id: RUN_1 }, at(seconds)) };
}

/** A sync that begins and ends at once, `seconds` after the start. */
function synced(row: DataSourceConnectionRow, status: string, seconds: number) {
  const live = syncing(row, seconds);
  const message = syncMessage(status, { run_id: RUN_1, seq: 1 });
  const result = applyStatusMessage(live, message, at(seconds));
  if (result.outcome !== 'applied') throw new Error(result.outcome);
  return { row: { ...live, ...result.changes }, audit: result.audit };
}

describe('plannedSync', () => {
  test.each<[string, Partial<DataSourceConnectionRow>, Date | null]>([
    ['hourly', {}, hours(1)],
    ['no schedule', { sync_schedule: null }, null],
    ['not enabled', { enabled: false }, null],
    ['paused', { paused_at: START, paused_reason: 'user' }, null],
    ['after two failures', { sync_failures: 2 }, hours(4)],
    [
      'in a zone that this machine does not know',
      { sync_schedule: { type: 'daily', time: '06:30', time_zone: 'Mars/Olympus' } },
      hours(24),
    ],
  ])('%s', (_name, changes, expected) => {
    expect(plannedSync(scheduled(changes), START)).toEqual(expected);
  });
});

describe('failures', () => {
  test('put the next sync off, and pause after five', () => {
    let row = scheduled();
    for (const [index, next] of [2, 4, 8, 16].entries()) {
      row = synced(row, 'sync_failed', 60).row;
      expect(row).toMatchObject({ sync_failures: index + 1, paused_at: null });
      expect(row.next_sync_at).toEqual(hours(next));
    }
    const fifth = synced(row, 'sync_failed', 60);
    expect(fifth.row).toMatchObject({
      sync_failures: 5,
      next_sync_at: null,
      paused_at: at(60).now,
      paused_reason: 'failures',
      paused_by: null,
    });
    expect(fifth.audit.map(({ action, actor_type }) => [action, actor_type])).toEqual([
      ['sync.failed', undefined],
      ['sync.paused', 'system'],
    ]);
  });

  test('are forgotten by a success, which also ends the pause that they caused', () => {
    const paused = { sync_failures: 5, next_sync_at: null, paused_at: START } as const;
    const row = scheduled({ ...paused, paused_reason: 'failures' });
    const success = synced(row, 'sync_completed', 60);
    expect(success.row).toMatchObject({
      sync_failures: 0,
      paused_at: null,
      paused_reason: null,
      next_sync_at: hours(1),
    });
    expect(success.audit.map(({ action }) => action)).toEqual(['sync.completed', 'sync.resumed']);
    const byUser = scheduled({ ...paused, paused_reason: 'user', paused_by: 'Ada' });
    expect(synced(byUser, 'sync_completed', 60).row).toMatchObject({
      sync_failures: 0,
      next_sync_at: null,
      paused_reason: 'user',
      paused_by: 'Ada',
    });
  });

  test('of a run that was given up count once, and its late success counts as none', () => {
    const live = syncing(scheduled({ sync_failures: 4 }), 0);
    const { changes, audit } = expireRun(live, at(60).now);
    const expired = { ...live, ...changes };
    expect(expired).toMatchObject({ sync_failures: 5, paused_reason: 'failures' });
    expect(audit.map(({ action }) => action)).toEqual(['sync.failed', 'sync.paused']);
    const late = (status: string) =>
      applyStatusMessage(expired, syncMessage(status, { run_id: RUN_1, seq: 3 }), at(90));
    expect(late('sync_failed')).not.toHaveProperty('changes.sync_failures');
    expect(late('sync_completed')).toMatchObject({
      changes: { sync_failures: 0, paused_at: null, next_sync_at: hours(1) },
    });
  });

  test('without a schedule are counted but pause nothing', () => {
    const row = scheduled({ sync_schedule: null, next_sync_at: null, sync_failures: 7 });
    expect(synced(row, 'sync_failed', 60).row).toMatchObject({
      sync_failures: 8,
      paused_at: null,
      next_sync_at: null,
    });
  });
});

describe('what came due while a sync ran', () => {
  test('is not made up for at once', () => {
    const row = scheduled({ next_sync_at: hours(1) });
    expect(synced(row, 'sync_completed', 5_400).row.next_sync_at).toEqual(hours(2));
    expect(synced(row, 'sync_cancelled', 5_400).row.next_sync_at).toEqual(hours(2));
    const cancelled = cancelRun(syncing(row, 5_000), at(5_400).now);
    expect(cancelled.changes.next_sync_at).toEqual(hours(2));
  });

  test('and what is still to come stays', () => {
    const row = scheduled({
      sync_schedule: { type: 'every_hours', hours: 6 },
      next_sync_at: hours(6),
    });
    expect(synced(row, 'sync_completed', 5_400).row.next_sync_at).toEqual(hours(6));
    expect(synced(row, 'sync_cancelled', 5_400).row.next_sync_at).toEqual(hours(6));
  });
});
