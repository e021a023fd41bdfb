import type { DataSourceConnection } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { heldSecret, verificationStage } from './verification-stage.ts';

const base = {
  status: 'idle',
  version: 7,
  last_verification_at: null,
  last_verification_error: null,
  latest_options: null,
} as DataSourceConnection;
const started = { version: 7, lastVerificationAt: null };
const at = '2026-11-23T10:00:00Z';

describe('where the verification stands', () => {
  test.each([
    ['none', base, undefined],
    ['running', { ...base, status: 'verifying', version: 8 } as const, undefined],
    // Started here, but the row has not come yet.
    ['running', base, started],
    ['passed', { ...base, version: 9, last_verification_at: at }, started],
    ['passed', { ...base, last_verification_at: at }, undefined],
    [
      'failed',
      { ...base, version: 9, last_verification_at: at, last_verification_error: 'no' },
      started,
    ],
    ['cancelled', { ...base, version: 9 }, started],
    // An older failure does not become the result of a run that was cancelled.
    [
      'cancelled',
      { ...base, version: 9, last_verification_at: at, last_verification_error: 'no' },
      { version: 7, lastVerificationAt: at },
    ],
  ] as const)('%s', (stage, connection, since) => {
    expect(verificationStage(connection, since)).toBe(stage);
  });
});

test('a failure from before is not the result of what was filled in since', () => {
  const failed = { ...base, last_verification_at: at, last_verification_error: 'no' };
  expect(verificationStage(failed, undefined, at)).toBe('none');
  const again = { ...failed, last_verification_at: '2026-11-23T10:05:00Z' };
  expect(verificationStage(again, undefined, at)).toBe('failed');
});

test('a secret counts as held only after a success', () => {
  expect(heldSecret(connectionFixture({ last_verification_error: 'no' }))).toBeUndefined();
  const lost = connectionFixture({ verified_at: at, last_verification_error: 'no' });
  expect(heldSecret(lost)).toEqual({ since: at });
});
