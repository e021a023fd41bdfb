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
  [null, []],
  ['credentials_expired', ['signed_in', 'list_spaces', 'read_page']],
  ['insufficient_permissions', ['list_spaces', 'read_page']],
  ['unreachable', ['address', 'signed_in', 'list_spaces', 'read_page']],
  // Says nothing about access.
  ['too_many_deletions', []],
] as const)('after a sync that failed with %s these do not hold any more: %j', (code, names) => {
  const connection = connectionFixture({
    verification_checks: PASSED,
    last_sync_status: 'failed',
    error_code: code,
  });
  const outdated = currentLines(connection).filter((line) => line.outcome === 'outdated');
  expect(outdated.map((line) => line.name)).toEqual(names);
});

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
