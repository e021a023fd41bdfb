import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { tellProgress } from './progress.mjs';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a step tells how long it usually takes, and how much of that is left', () => {
  const said: string[] = [];
  const done = tellProgress('Installing', 25, (text) => said.push(text));
  vi.advanceTimersByTime(45_000);
  done();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual([
    'Installing … (about 25 s)',
    '  … about 15 s to go',
    '  … about 5 s to go',
    '  … it takes longer than usual, and goes on',
    '  … it takes longer than usual, and goes on',
  ]);
});

test('a quick step says one line', () => {
  const said: string[] = [];
  const done = tellProgress('Starting', 4, (text) => said.push(text));
  done();
  vi.advanceTimersByTime(60_000);
  expect(said).toEqual(['Starting … (about 4 s)']);
});
