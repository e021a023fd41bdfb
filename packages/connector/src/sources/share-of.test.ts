import { expect, test } from 'vitest';
import { shareOf } from './share-of.ts';

const at = (seconds: number) => new Date(seconds * 1000);
const items = Array.from({ length: 10 }, (_, index) => index);

test('a few are all, whenever', () => {
  expect(shareOf([], 3, at(7))).toEqual([]);
  expect(shareOf([1, 2, 3], 3, at(7))).toEqual([1, 2, 3]);
});

test('of many no more than may be, and each has its turn', () => {
  const shares = [0, 1, 2, 3].map((seconds) => shareOf(items, 3, at(seconds)));
  for (const share of shares) expect(share.length).toBeLessThanOrEqual(3);
  expect(shares.flat().toSorted((one, other) => one - other)).toEqual(items);
});
