import { describe, expect, test } from 'vitest';
import { play, running } from '../../../test/play-messages.ts';
import {
  at,
  idleRow,
  RUN_1,
  RUN_2,
  syncMessage,
  verifyMessage,
} from '../../../test/run-fixtures.ts';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { cancelRun, expireRun } from './run-rules.ts';
import { beginRun } from './run-state.ts';

const mine = (seq: number, extras = {}) => ({ run_id: RUN_1, seq, ...extras });
const PASSED = {
  name: 'signed_in',
  outcome: 'passed' as const,
  checked_at: at(-500).now.toISOString(),
};
const REFUSED = { error: 'no', error_code: 'invalid_credentials' };

/** A healthy connection whose new credentials are being tried. */
function trying(changes: Partial<DataSourceConnectionRow> = {}): DataSourceConnectionRow {
  const row = idleRow({
    last_verified_at: at(-500).now,
    last_verification_at: at(-500).now,
    verified_method: 'api_token',
    verification_checks: [PASSED],
    last_sync_status: 'completed',
    last_sync_at: at(-100).now,
    ...changes,
  });
  const pendingAttempt = { method: 'personal_access_token', checks: row.verification_checks };
  const run = { kind: 'verification' as const, id: RUN_1, pendingAttempt };
  return { ...row, ...beginRun(run, at(0)) };
}

describe('new credentials beside those in use', () => {
  test('that are refused say nothing about those in use', () => {
    const failed = { name: 'signed_in', outcome: 'failed' as const };
    const { row } = play(
      trying(),
      [verifyMessage('progress', mine(1, { checks: [{ ...failed, outcome: 'running' }] })), 5],
      [verifyMessage('failed', mine(2, { ...REFUSED, checks: [failed] })), 9],
    );
    expect(row).toMatchObject({
      status: 'idle',
      error_code: null,
      verification_checks: [PASSED],
      verified_method: 'api_token',
      last_verified_at: at(-500).now,
      last_verification_at: at(9).now,
      last_verification_error: 'no',
      pending_attempt: null,
      failed_attempt: {
        at: at(9).now.toISOString(),
        error_code: 'invalid_credentials',
        error: 'no',
        method: 'personal_access_token',
        checks: [{ ...failed, checked_at: at(9).now.toISOString() }],
      },
    });
  });

  test('that are refused do not bring lost access back', () => {
    const { row } = play(trying({ error_code: 'credentials_expired' }), [
      verifyMessage('failed', mine(1, REFUSED)),
      9,
    ]);
    expect(row.error_code).toBe('credentials_expired');
    expect(row.failed_attempt?.error_code).toBe('invalid_credentials');
  });

  test('that are accepted come into use with their method, and end an attempt before', () => {
    const before = trying({
      failed_attempt: {
        at: at(-9).now.toISOString(),
        error_code: 'timeout',
        error: 'x',
        method: null,
        checks: [],
      },
    });
    const { row } = play(before, [verifyMessage('success', mine(1)), 9]);
    expect(row).toMatchObject({ verified_method: 'personal_access_token', failed_attempt: null });
  });

  test('of which no result came are a failed attempt; a late success still counts', () => {
    const { changes } = expireRun({ ...trying(), run_accepted_at: at(1).now }, at(200).now);
    const ended = { ...trying(), ...changes };
    expect(ended).toMatchObject({
      error_code: null,
      verification_checks: [PASSED],
      failed_attempt: { error_code: 'timed_out' },
    });
    const { row } = play(ended, [verifyMessage('success', mine(1)), 300]);
    expect(row).toMatchObject({ verified_method: 'personal_access_token', failed_attempt: null });
  });

  test('are forgotten when the verification is cancelled', () => {
    const row = { ...trying(), ...cancelRun(trying(), at(5).now).changes };
    expect(row).toMatchObject({ pending_attempt: null, verification_checks: [PASSED] });
  });
});

test('the first credentials that are refused are the only ones there are', () => {
  const first = trying({ last_verified_at: null, verification_checks: [] });
  const { row } = play(first, [verifyMessage('failed', mine(1, REFUSED)), 9]);
  expect(row).toMatchObject({ error_code: 'invalid_credentials', failed_attempt: null });
});

test('those in use that are refused when checked again are lost', () => {
  const row = { ...running('verification', idleRow({ last_verified_at: at(-500).now })) };
  expect(play(row, [verifyMessage('failed', mine(1, REFUSED)), 9]).row).toMatchObject({
    error_code: 'invalid_credentials',
    failed_attempt: null,
  });
});

test('a sync that completes leaves the attempt: the verification that ended last is still of it', () => {
  const refused = play(trying(), [verifyMessage('failed', mine(1, REFUSED)), 9]).row;
  const syncing = running('sync', refused, RUN_2);
  const done = syncMessage('sync_completed', { run_id: RUN_2, seq: 1 });
  const { row } = play(syncing, [done, 60]);
  expect(row).toMatchObject({
    last_verification_error: 'no',
    failed_attempt: { error_code: 'invalid_credentials' },
  });
});

test('each check keeps the time at which it ended', () => {
  const running = { name: 'signed_in', outcome: 'running' as const };
  const passed = { name: 'signed_in', outcome: 'passed' as const };
  const { row } = play(
    trying(),
    [verifyMessage('progress', mine(1, { checks: [running] })), 3],
    [verifyMessage('progress', mine(2, { checks: [passed] })), 5],
    [
      verifyMessage('success', mine(3, { checks: [passed, { name: 'read', outcome: 'passed' }] })),
      9,
    ],
  );
  expect(row.verification_checks).toEqual([
    { ...passed, checked_at: at(5).now.toISOString() },
    { name: 'read', outcome: 'passed', checked_at: at(9).now.toISOString() },
  ]);
});
