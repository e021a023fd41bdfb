import { describe, expect, test } from 'vitest';
import type { RunAudit } from '../runs/run-state.ts';
import { judgeChange } from './judge-change.ts';

const row = { enabled: true, next_sync_at: null, sync_failures: 1 };
const failed = (error_code: string): RunAudit => ({
  action: 'sync.failed',
  details: { error_code },
});
const COMPLETED: RunAudit = { action: 'sync.completed', details: {} };

describe('a failed sync', () => {
  test.each([
    ['wrong_edition', { failed: 'wrong_edition' }],
    ['invalid_credentials', { access_lost: 'invalid_credentials' }],
    ['too_many_deletions', { held: 'too_many_deletions', failed: null, access_lost: null }],
    ['a code of somebody else', {}],
  ])('with %s', (code, verdicts) => {
    expect(judgeChange({ row, audit: [failed(code)] })).toEqual(verdicts);
  });

  test('that the schedule repeats counts when the repetition failed', () => {
    const planned = { ...row, next_sync_at: new Date() };
    const audit = [failed('unreachable')];
    expect(judgeChange({ row: planned, audit })).toEqual({});
    expect(judgeChange({ row: { ...planned, sync_failures: 2 }, audit })).toEqual({
      failed: 'unreachable',
    });
    expect(judgeChange({ row, audit })).toEqual({ failed: 'unreachable' });
  });

  test('of a connection that is not in use yet is nobody’s matter', () => {
    const audit = [failed('wrong_edition')];
    expect(judgeChange({ row: { ...row, enabled: false }, audit })).toEqual({});
  });
});

test('of several entries the last one about a kind counts', () => {
  const over = { failed: null, access_lost: null, held: null };
  expect(judgeChange({ row, audit: [failed('wrong_edition'), COMPLETED] })).toEqual(over);
  expect(judgeChange({ row, audit: [COMPLETED, failed('wrong_edition')] })).toEqual({
    ...over,
    failed: 'wrong_edition',
  });
});

test('new credentials that are tried say nothing of those in use', () => {
  const details = { error_code: 'invalid_credentials' };
  const entry: RunAudit = { action: 'verification.failed', details };
  expect(judgeChange({ row, audit: [entry] })).toEqual({ access_lost: 'invalid_credentials' });
  expect(judgeChange({ row, audit: [{ ...entry, isOfAttempt: true }] })).toEqual({});
});
