import { expect, test } from 'vitest';
import { syncFixture as sync } from '../../testing/sync-fixture.ts';
import { figuresOf, pointsOf, secondsOf } from './sync-figures.ts';

test('the figures are those of syncs that succeeded, oldest first', () => {
  const newest = sync('3', { started_at: null, documents_processed: null });
  const runs = [newest, sync('2', { outcome: 'failed' }), sync('1'), sync('0', { kind: 'access' })];
  expect(figuresOf(runs)).toEqual([
    { id: '1', endedAt: '2026-11-29T08:01:30.000Z', documents: 12, seconds: 90 },
    { id: '3', endedAt: '2026-11-29T08:01:30.000Z', documents: null, seconds: null },
  ]);
});

test('a run that goes on has lasted until now; one without an end has no duration', () => {
  const now = Date.parse('2026-11-29T08:00:20.000Z');
  expect(secondsOf(sync('1', { outcome: 'running', ended_at: null }), now)).toBe(20);
  expect(secondsOf(sync('1', { outcome: 'unknown', ended_at: null }), now)).toBeNull();
  // The clock of the browser may be behind that of the app.
  const ahead = sync('1', { outcome: 'running', ended_at: null });
  expect(secondsOf(ahead, now - 60_000)).toBe(0);
});

test('values stand by their time and size', () => {
  const size = { width: 100, height: 50 };
  const values = [
    { at: '2026-11-29T08:00:00Z', value: 0 },
    { at: '2026-11-29T09:00:00Z', value: 5 },
    { at: '2026-11-29T12:00:00Z', value: 10 },
  ];
  expect(pointsOf(values, size)).toEqual([
    { x: 0, y: 50 },
    { x: 25, y: 25 },
    { x: 100, y: 0 },
  ]);
  expect(pointsOf(values.slice(0, 1), size)).toEqual([{ x: 50, y: 50 }]);
  expect(pointsOf([], size)).toEqual([]);
});
