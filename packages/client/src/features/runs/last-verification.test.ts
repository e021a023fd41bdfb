import { expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { attemptOf, attemptToTell, hasVerificationFailed } from './last-verification.ts';

const at = (minute: number) => `2026-11-23T10:0${minute}:00.000Z`;
const attempt = {
  at: at(3),
  error_code: 'invalid_credentials' as const,
  error: 'no',
  method: null,
  checks: [],
};
const refused = {
  failed_attempt: attempt,
  last_verification_at: at(3),
  last_verification_error: 'no',
};

test('new credentials that were refused are no failure of those in use, also after later syncs', () => {
  for (const last_sync_at of [null, at(1), at(5)]) {
    const connection = connectionFixture({ ...refused, last_sync_at });
    expect(attemptOf(connection)).toBe(attempt);
    expect(hasVerificationFailed(connection)).toBe(false);
  }
});

test('they are spoken of until a sync has shown that those in use work', () => {
  const told = (last_sync_at: string | null) =>
    attemptToTell(connectionFixture({ ...refused, last_sync_at }));
  expect([told(null), told(at(1)), told(at(5))]).toEqual([attempt, attempt, undefined]);
});

test('a re-check that failed since is of those in use', () => {
  const connection = connectionFixture({ ...refused, last_verification_at: at(4) });
  expect(attemptOf(connection)).toBeUndefined();
  expect(hasVerificationFailed(connection)).toBe(true);
});
