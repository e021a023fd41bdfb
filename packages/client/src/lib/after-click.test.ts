import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { afterClick, watchClicks } from './after-click.ts';

const page = new EventTarget();
watchClicks(page);
let runs: string[];
const happens = (what = 'update') => afterClick(() => runs.push(what));
const tell = (...types: string[]) => {
  for (const type of types) page.dispatchEvent(new Event(type));
};

beforeEach(() => {
  runs = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

test('nothing is held back while nothing is pressed', () => {
  happens();
  expect(runs).toEqual(['update']);
});

test('what happens during a press comes after its click was handled, in order', () => {
  page.addEventListener('click', () => runs.push('click'), { once: true });
  tell('pointerdown');
  happens('first');
  happens('second');
  vi.advanceTimersByTime(200);
  tell('pointerup', 'click');
  happens('third');
  expect(runs).toEqual(['click']);
  vi.advanceTimersByTime(0);
  expect(runs).toEqual(['click', 'first', 'second', 'third']);
});

test('the click of a finger comes some time after it was lifted', () => {
  tell('pointerdown', 'pointerup');
  happens();
  vi.advanceTimersByTime(50);
  expect(runs).toEqual([]);
  tell('click');
  vi.advanceTimersByTime(0);
  expect(runs).toEqual(['update']);
});

test.each([
  ['becomes no click', ['pointerup'], 100],
  ['becomes a scroll', ['pointercancel'], 0],
  ['lasts', [], 1000],
])('a press that %s holds nothing back for long', (_, events, ms) => {
  tell('pointerdown');
  happens();
  tell(...events);
  expect(runs).toEqual([]);
  if (ms > 0) vi.advanceTimersByTime(ms - 1);
  expect(runs).toEqual([]);
  vi.advanceTimersByTime(Math.min(ms, 1));
  expect(runs).toEqual(['update']);
});
