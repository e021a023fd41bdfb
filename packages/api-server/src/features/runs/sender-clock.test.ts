import { describe, expect, test } from 'vitest';
import { changed, type Message, play, running } from '../../../test/play-messages.ts';
import { at, idleRow, RUN_2, syncMessage, verifyMessage } from '../../../test/run-fixtures.ts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { cancelRun } from './run-rules.ts';

describe('cancel means cancel', () => {
  /** By a clock that has nothing to do with ours. */
  const sent = (second: number) => ({
    timestamp: new Date(Date.UTC(2020, 0, 1) + second * 1_000).toISOString(),
  });
  const cancelled = (row: DataSourceConnectionRow, second: number) =>
    changed(row, cancelRun(row, at(second).now).changes, second);
  /** Begun at 0, heard of from second 2 on by that clock, and cancelled at 30. */
  const heard = () => {
    const { row } = play(
      running('sync'),
      [syncMessage('sync_started', sent(2)), 3],
      [syncMessage('sync_progress', sent(10)), 12],
    );
    return cancelled(row, 30);
  };

  test.each<[string, Message, string]>([
    ['a start that is the last one again', syncMessage('sync_started', sent(2)), 'stale'],
    ['a start that nobody had seen', syncMessage('sync_started', sent(20)), 'stale'],
    ['one sent just before the cancel', syncMessage('sync_started', sent(30)), 'stale'],
    ['one sent after it', syncMessage('sync_started', sent(33)), 'applied'],
    ['one that does not say when it was sent', syncMessage('sync_started'), 'stale'],
    ['a result from before', syncMessage('sync_completed', sent(20)), 'stale'],
    ['a result of the sync that was cancelled', syncMessage('sync_completed', sent(40)), 'stale'],
  ])('%s: %3$s', (_name, message, outcome) => {
    expect(applyStatusMessage(heard(), message, at(60)).outcome).toBe(outcome);
  });

  test('what was sent before it is stale also while a newer sync is under way', () => {
    const { outcomes } = play(
      running('sync', heard(), RUN_2),
      [syncMessage('sync_completed', sent(20)), 60],
      [syncMessage('sync_progress', sent(62)), 64],
      [syncMessage('sync_completed', sent(70)), 72],
    );
    expect(outcomes).toEqual(['stale', 'applied', 'applied']);
  });

  test('a second cancel of a run that nobody heard of forgets nothing of the first', () => {
    const again = cancelled(running('sync', heard(), RUN_2), 40);
    const { outcomes } = play(again, [syncMessage('sync_started', sent(20)), 60]);
    expect(outcomes).toEqual(['stale']);
  });

  test('of a run that nobody heard of, both clocks are taken to agree', () => {
    const row = cancelled(running('sync'), 30);
    const stamp = (second: number) => ({ timestamp: at(second).now.toISOString() });
    const { outcomes } = play(
      row,
      [syncMessage('sync_started', stamp(29)), 31],
      [syncMessage('sync_completed', stamp(29)), 32],
      [syncMessage('sync_started', stamp(31)), 33],
    );
    expect(outcomes).toEqual(['stale', 'stale', 'applied']);
  });

  test('unless its last result showed the sender’s to be ahead', () => {
    const hour = (second: number) => ({ timestamp: at(second + 3_600).now.toISOString() });
    const { row } = play(idleRow(), [syncMessage('sync_completed', hour(-10)), 0]);
    const { outcomes } = play(
      cancelled(running('sync', row), 30),
      [syncMessage('sync_started', hour(15)), 31],
      [syncMessage('sync_started', hour(31)), 33],
    );
    expect(outcomes).toEqual(['stale', 'applied']);
  });

  test('a start without a time begins a run again after ten minutes', () => {
    const { outcomes } = play(
      heard(),
      [syncMessage('sync_started'), 629],
      [syncMessage('sync_started'), 631],
    );
    expect(outcomes).toEqual(['stale', 'applied']);
  });

  test('a verification that was cancelled is not undone either', () => {
    const { row } = play(running('verification'), [verifyMessage('progress', sent(2)), 3]);
    const again = running('verification', cancelled(row, 30), RUN_2);
    const { outcomes } = play(
      again,
      [verifyMessage('success', sent(20)), 40],
      [verifyMessage('success', sent(45)), 46],
    );
    expect(outcomes).toEqual(['stale', 'applied']);
  });
});

describe('a result without run_id that says the same again (decision 016)', () => {
  const result = (second: number, extras = {}) =>
    syncMessage('sync_completed', {
      timestamp: at(second).now.toISOString(),
      documents_processed: 7,
      ...extras,
    });
  test.each<[string, Message, number, string]>([
    ['the same bytes', result(0), 5, 'duplicate'],
    ['the same bytes a day later', result(0), 90_000, 'duplicate'],
    ['another time, soon afterwards', result(60), 61, 'duplicate'],
    ['another time, after ten minutes', result(601), 602, 'applied'],
    ['another count', result(60, { documents_processed: 8 }), 61, 'applied'],
  ])('%s', (_name, message, second, outcome) => {
    const { row } = play(idleRow(), [result(0), 1]);
    const { outcomes, row: after } = play(row, [message, second]);
    expect(outcomes).toEqual([outcome]);
    expect(after.last_sync_at).toEqual(at(outcome === 'applied' ? second : 1).now);
  });

  test('counts when a start came between them', () => {
    const { outcomes } = play(
      idleRow(),
      [result(0), 1],
      [syncMessage('sync_started', { timestamp: at(30).now.toISOString() }), 31],
      [result(60), 61],
    );
    expect(outcomes).toEqual(['applied', 'applied', 'applied']);
  });
});
