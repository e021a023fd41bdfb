import { describe, expect, test } from 'vitest';
import { changed, type Message, play, running } from '../../../test/play-messages.ts';
import {
  at,
  idleRow,
  RUN_1,
  RUN_2,
  START,
  syncMessage,
  verifyMessage,
} from '../../../test/run-fixtures.ts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { acceptRun, cancelRun, expireRun } from './run-rules.ts';

const mine = (seq: number, extras = {}) => ({ run_id: RUN_1, seq, ...extras });

describe('field rules', () => {
  test('verification succeeded', () => {
    const before = { ...running('verification'), pending_settings: { url: 'u', cql: null } };
    const { row } = play({ ...before, settings: { cql: 'x', spaces: ['A'] } }, [
      verifyMessage('success', mine(1, { options: { spaces: 'ENG' } })),
      30,
    ]);
    expect(row).toMatchObject({
      status: 'idle',
      latest_options: { spaces: 'ENG' },
      last_verification_at: at(30).now,
      last_verification_error: null,
      settings: { url: 'u', spaces: ['A'] },
      pending_settings: null,
      last_run_ended_by: 'result',
    });
  });

  test('verification failed keeps the options, and nothing goes on being checked', () => {
    const before = { ...running('verification'), latest_options: { spaces: 'OLD' } };
    const checks = [{ name: 'signed_in', outcome: 'running' as const }];
    const { row } = play(
      before,
      [verifyMessage('progress', mine(1, { checks })), 5],
      [verifyMessage('failed', mine(2, { error: 'no', error_code: 'made_up' })), 9],
    );
    expect(row).toMatchObject({
      latest_options: { spaces: 'OLD' },
      last_verification_error: 'no',
      error_code: 'verification_failed',
      verification_checks: [{ name: 'signed_in', outcome: 'unknown' }],
    });
  });

  test('sync failed keeps last_sync_at; completed moves it', () => {
    const done = play(running('sync'), [syncMessage('sync_completed', mine(1)), 60]).row;
    expect(done).toMatchObject({ last_sync_status: 'completed', last_sync_at: at(60).now });
    const again = running('sync', done, RUN_2);
    const message = syncMessage('sync_failed', { run_id: RUN_2, seq: 1, error_message: 'boom' });
    expect(play(again, [message, 90]).row).toMatchObject({
      last_sync_status: 'failed',
      last_sync_error: 'boom',
      error_code: 'sync_failed',
      last_sync_at: at(60).now,
    });
  });

  test('the place of a run that waits stands until it begins or ends', () => {
    for (const [kind, told, begun] of [
      ['sync', 'sync_progress', 'sync_started'],
      ['verification', 'progress', 'progress'],
    ] as const) {
      const say = kind === 'sync' ? syncMessage : verifyMessage;
      const place = (queue_position: number, seq: number) =>
        say(told, mine(seq, { queue_position }));
      const waiting = play(running(kind), [place(2, 1), 5], [place(1, 2), 9]).row;
      expect(waiting).toMatchObject({ run_queue_position: 1, run_last_heard_at: at(9).now });
      // An older place that comes late changes nothing.
      expect(play(waiting, [place(2, 1), 10]).row.run_queue_position).toBe(1);
      const [begins, cancelled, expired] = [
        play(waiting, [say(begun, mine(3)), 12]).row,
        cancelRun(waiting, at(12).now).changes,
        expireRun(waiting, at(900).now).changes,
      ];
      for (const after of [begins, cancelled, expired]) expect(after.run_queue_position).toBeNull();
    }
  });

  test('counts grow while a sync goes on; its result knows better, where it tells', () => {
    const told = (documents_processed: number, documents_failed: number, seq: number) =>
      mine(seq, { documents_processed, documents_failed });
    const { row } = play(
      running('sync'),
      [syncMessage('sync_progress', told(10, 3, 1)), 5],
      [syncMessage('sync_progress', told(8, 2, 2)), 6],
    );
    expect(row).toMatchObject({ documents_processed: 10, documents_failed: 3 });
    for (const status of ['sync_completed', 'sync_failed', 'sync_cancelled']) {
      const ended = play(row, [syncMessage(status, told(9, 0, 3)), 9]).row;
      expect(ended).toMatchObject({ documents_processed: 9, documents_failed: 0 });
      const silent = play(row, [syncMessage(status, mine(3)), 9]).row;
      expect(silent).toMatchObject({ documents_processed: 10, documents_failed: 3 });
    }
  });

  test('a clock that jumps back moves no timestamp back', () => {
    const row = idleRow({ last_sync_at: at(500).now });
    const { row: after } = play(running('sync', row), [syncMessage('sync_completed', mine(1)), 60]);
    expect(after.last_sync_at).toEqual(at(500).now);
  });
});

describe('which messages count', () => {
  const finished = () => play(running('sync'), [syncMessage('sync_completed', mine(5)), 60]).row;

  test.each<[string, DataSourceConnectionRow, Message, string]>([
    ['the same number again', running('sync'), syncMessage('sync_progress', mine(0)), 'duplicate'],
    ['another run', running('sync'), syncMessage('sync_progress', { run_id: RUN_2 }), 'stale'],
    ['another kind', running('sync'), verifyMessage('success', { run_id: RUN_1 }), 'stale'],
    ['a result again', finished(), syncMessage('sync_completed', mine(5)), 'duplicate'],
    ['a higher number after the end', finished(), syncMessage('sync_progress', mine(9)), 'stale'],
    ['progress while idle', idleRow(), syncMessage('sync_progress'), 'stale'],
    ['a result while idle', idleRow(), syncMessage('sync_completed'), 'applied'],
    ['a start while idle', idleRow(), syncMessage('sync_started'), 'applied'],
    ['no run_id while running', running('sync'), syncMessage('sync_completed'), 'applied'],
  ])('%s: %4$s', (_name, row, message, outcome) => {
    expect(applyStatusMessage(row, message, at(70)).outcome).toBe(outcome);
  });

  test('a result after cancel is stale, with or without run_id', () => {
    const row = running('sync');
    const cancelled = changed(row, cancelRun(row, START).changes, 10);
    const { outcomes } = play(
      cancelled,
      [syncMessage('sync_completed', mine(3)), 20],
      [syncMessage('sync_completed'), 21],
    );
    expect(outcomes).toEqual(['stale', 'stale']);
  });

  test('a real result repairs a run that only its deadline ended', () => {
    const row = { ...running('verification'), pending_settings: { url: 'u' } };
    const expired = changed(row, expireRun(row, at(61).now).changes, 61);
    expect(expired).toMatchObject({ status: 'idle', error_code: 'interrupted' });
    const { row: repaired, outcomes } = play(
      expired,
      [verifyMessage('success', mine(2)), 70],
      [verifyMessage('failed', mine(3)), 71],
    );
    expect(outcomes).toEqual(['applied', 'stale']);
    expect(repaired).toMatchObject({ error_code: null, settings: { url: 'u' } });
  });

  test('it repairs nothing when its number is not above what the run had come to', () => {
    const { row } = play(running('verification'), [verifyMessage('progress', mine(4)), 1]);
    const expired = changed(row, expireRun(row, at(200).now).changes, 200);
    const { outcomes } = play(
      expired,
      [verifyMessage('success', mine(4)), 210],
      [verifyMessage('failed', mine(3)), 211],
      [verifyMessage('success', mine(5)), 212],
    );
    expect(outcomes).toEqual(['duplicate', 'duplicate', 'applied']);
  });

  test('it repairs nothing once a newer run has begun', () => {
    const row = running('sync');
    const expired = changed(row, expireRun(row, at(61).now).changes, 61);
    const newer = running('sync', expired, RUN_2);
    expect(play(newer, [syncMessage('sync_completed', mine(2)), 70]).outcomes).toEqual(['stale']);
  });

  test('a result without run_id of the other kind is not that of a run that was given up', () => {
    const known = idleRow({ documents_processed: 100, documents_failed: 4 });
    const expire = (kind: 'sync' | 'verification') => {
      const row = running(kind, kind === 'sync' ? idleRow() : known);
      return changed(row, expireRun(row, at(61).now).changes, 61);
    };
    const synced = syncMessage('sync_completed', { documents_processed: 5 });
    const own = play(expire('verification'), [synced, 70]);
    expect(own.row).toMatchObject({ documents_processed: 5, documents_failed: 0 });
    const result = applyStatusMessage(expire('verification'), synced, at(70));
    expect(result).toMatchObject({ audit: [{ details: { run_id: null } }] });
    const verified = verifyMessage('success', mine(2, { options: { spaces: 'ENG' } }));
    const late = play(own.row, [verified, 80]);
    expect(late).toMatchObject({
      outcomes: ['applied'],
      row: { latest_options: { spaces: 'ENG' }, last_run_ended_by: 'result' },
    });
    const other = play(
      expire('sync'),
      [verifyMessage('success'), 70],
      [syncMessage('sync_completed', mine(2)), 80],
    );
    expect(other.outcomes).toEqual(['applied', 'applied']);
  });

  test('a start that arrives after its result begins no run', () => {
    const timestamp = (second: number) => ({ timestamp: `2020-01-01T00:00:${second}Z` });
    const { outcomes, row } = play(
      idleRow(),
      [syncMessage('sync_completed', timestamp(30)), 1],
      [syncMessage('sync_started', timestamp(20)), 2],
      [syncMessage('sync_started', timestamp(40)), 3],
    );
    expect(outcomes).toEqual(['applied', 'stale', 'applied']);
    expect(row).toMatchObject({ status: 'syncing', run_id: 'new-run' });
  });

  test('a result without numbers that is delivered a hundred times counts once', () => {
    const message = verifyMessage('success', { options: { spaces: 'ENG' } });
    const deliveries = Array.from({ length: 100 }, (_, i): [Message, number] => [message, i]);
    const { outcomes, row } = play(running('verification'), ...deliveries);
    expect(outcomes.filter((outcome) => outcome === 'applied')).toHaveLength(1);
    expect(row.version).toBe(3);
  });
});

describe('deadlines', () => {
  const seconds = (row: DataSourceConnectionRow) =>
    (Number(row.run_deadline_at) - Number(at(0).now)) / 1_000;

  test('of a new run, an accepted one, and one with a heartbeat', () => {
    const row = running('sync');
    expect(seconds(row)).toBe(60);
    const accepted = changed(row, acceptRun(row, at(2)), 2);
    expect(seconds(accepted)).toBe(86_400);
    const { row: beating } = play(
      accepted,
      [syncMessage('sync_started', mine(1, { heartbeat_seconds: 15 })), 10],
      [syncMessage('sync_progress', mine(2)), 100],
    );
    expect(seconds(beating)).toBe(700);
  });

  test('a verification has two minutes in all', () => {
    const row = running('verification');
    const { row: after } = play(row, [verifyMessage('progress', mine(1)), 50]);
    expect(seconds(after)).toBe(120);
  });

  test('a clock that jumps back takes no time away', () => {
    const start = syncMessage('sync_started', mine(1, { heartbeat_seconds: 15 }));
    const { row } = play(
      running('sync'),
      [start, 500],
      [syncMessage('sync_progress', mine(2)), 10],
    );
    expect(seconds(row)).toBe(1_100);
  });
});
