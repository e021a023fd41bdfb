import { expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { foldProgress, type RunProgress } from './run-progress.ts';

const START = Date.parse('2026-11-23T12:00:00.000Z');

function state(processed: number, total: number | null, runId = 'run-1') {
  return connectionFixture({
    status: 'syncing',
    run_id: runId,
    run_started_at: new Date(START).toISOString(),
    documents_processed: processed,
    documents_total: total,
  });
}

function foldAll(states: [processed: number, total: number | null][]): RunProgress[] {
  let last: RunProgress | null = null;
  return states.map(([processed, total], index) => {
    last = foldProgress(last, state(processed, total), START + (index + 1) * 1000);
    return last;
  });
}

test('the bar and the count never go back within a run', () => {
  const seen = foldAll([
    [50, 100],
    [40, 100],
    [60, 400],
    [90, 400],
  ]);
  expect(seen.map(({ processed }) => processed)).toEqual([50, 50, 60, 90]);
  expect(seen.map(({ fraction }) => fraction)).toEqual([0.5, 0.5, 0.5, 0.5]);
});

test('without a total there is a count and no bar, and no time left', () => {
  const [progress] = foldAll([[50, null]]);
  expect(progress).toMatchObject({ processed: 50, fraction: null, secondsLeft: null });
});

test('rate and time left come from the last seconds', () => {
  const last = foldAll([
    [0, 100],
    [10, 100],
    [20, 100],
    [30, 100],
  ]).at(-1);
  expect(last?.perSecond).toBeCloseTo(10);
  expect(last?.secondsLeft).toBeCloseTo(7);
});

test('a new run begins anew', () => {
  const first = foldProgress(null, state(90, 100), START + 1000);
  const second = foldProgress(first, state(5, 100, 'run-2'), START + 2000);
  expect(second).toMatchObject({ processed: 5, fraction: 0.05 });
});
