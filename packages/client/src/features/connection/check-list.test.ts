import { expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { checkLines, countEnded, currentLines } from './check-list.ts';

test('shows every named check from the start, in the catalogue’s order, and the connector’s own last', () => {
  const lines = checkLines('confluence', [
    { name: 'own_check', outcome: 'passed' },
    { name: 'signed_in', outcome: 'failed', detail: null, remedy: 'Enter it again.' },
    { name: 'address', outcome: 'passed', detail: 'Cloud', duration_ms: 84 },
  ]);
  expect(lines.map((line) => [line.label, line.outcome])).toEqual([
    ['Address answers', 'passed'],
    ['Signed in', 'failed'],
    ['May list spaces', 'waiting'],
    ['May read a page', 'waiting'],
    ['May read restrictions of pages', 'waiting'],
    ['May read permissions of spaces', 'waiting'],
    ['May read who uses the site', 'waiting'],
    ['May read people', 'waiting'],
    ['May read members of groups', 'waiting'],
    ['own check', 'passed'],
  ]);
  expect(lines[1]).toMatchObject({ detail: undefined, remedy: 'Enter it again.' });
  expect(countEnded(lines)).toBe(3);
});

const PASSED = ['address', 'signed_in', 'list_spaces', 'read_page'].map((name) => ({
  name,
  outcome: 'passed' as const,
}));

test.each([
  [null, [], []],
  ['credentials_expired', ['signed_in', 'list_spaces', 'read_page'], []],
  ['insufficient_permissions', ['list_spaces', 'read_page'], []],
  // A source that is away does not prove that access is gone.
  ['unreachable', [], ['address', 'signed_in', 'list_spaces', 'read_page']],
  ['timeout', [], ['address', 'signed_in', 'list_spaces', 'read_page']],
  ['tls_error', ['address'], ['signed_in', 'list_spaces', 'read_page']],
  ['settings_not_verified', ['address', 'signed_in', 'list_spaces', 'read_page'], []],
  // Says nothing about access.
  ['too_many_deletions', [], []],
] as const)(
  'after %s these hold no more: %j, and these were not seen again: %j',
  (code, lost, unseen) => {
    const connection = connectionFixture({
      verification_checks: PASSED,
      verified_at: '2026-11-20T10:00:00.000Z',
      last_sync_status: 'failed',
      error_code: code,
    });
    const lines = currentLines(connection);
    const named = (outcome: string) =>
      lines.filter((line) => line.outcome === outcome).map((line) => line.name);
    expect(named('outdated')).toEqual(lost);
    expect(named('unseen')).toEqual(unseen);
    const times = lines.filter((line) => line.outcome === 'unseen').map((line) => line.checkedAt);
    expect(times).toEqual(unseen.map(() => connection.verified_at));
  },
);

test('checks that were made by the verification that failed are its own', () => {
  const connection = connectionFixture({
    verification_checks: [
      { name: 'address', outcome: 'passed' },
      { name: 'signed_in', outcome: 'failed' },
    ],
    last_verification_at: '2026-11-20T10:00:00.000Z',
    last_verification_error: 'no',
    error_code: 'invalid_credentials',
  });
  const outcomes = currentLines(connection).map((line) => line.outcome);
  expect(outcomes.slice(0, 2)).toEqual(['passed', 'failed']);
});
