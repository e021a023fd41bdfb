import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inPortions } from './portions.ts';

const itself = (size: number) => size;

test('portions hold everything, in order, none of them empty', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(50)), fc.nat(100), (sizes, most) => {
      const portions = inPortions(sizes, itself, most);
      expect(portions.flat()).toEqual(sizes);
      expect(portions.every(({ length }) => length > 0)).toBe(true);
    }),
  );
});

test('none is larger than asked for, but one item that is', () => {
  expect(inPortions([3, 4, 3, 11, 1, 9, 1], itself, 10)).toEqual([[3, 4, 3], [11], [1, 9], [1]]);
});

test('nothing is no portion', () => {
  expect(inPortions([], itself, 10)).toEqual([]);
});
