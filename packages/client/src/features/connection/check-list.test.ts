import { expect, test } from 'vitest';
import { checkLines, countEnded } from './check-list.ts';

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
    ['own_check', 'passed'],
  ]);
  expect(lines[1]).toMatchObject({ detail: undefined, remedy: 'Enter it again.' });
  expect(countEnded(lines)).toBe(3);
});
