import { expect, test } from 'vitest';
import { remarkPassage } from './mark-passage.ts';

/** Blocks of ten signs each, one after the other. */
function mark(start: number, end: number): unknown[] {
  const children = Array.from({ length: 4 }, (_, index) => ({
    type: `block ${index}`,
    position: { start: { offset: index * 10 }, end: { offset: index * 10 + 9 } },
  }));
  const tree = { type: 'root', children };
  remarkPassage({ start, end })(tree);
  return tree.children.map(
    ({ type, children: inner }: { type: string; children?: typeof children }) =>
      inner === undefined ? type : inner.map((block) => block.type),
  );
}

test('the blocks of a passage stand in one element', () => {
  expect(mark(10, 30)).toEqual(['block 0', ['block 1', 'block 2'], 'block 3']);
  expect(mark(0, 10)).toEqual([['block 0'], 'block 1', 'block 2', 'block 3']);
});

test('a block that is only begun belongs to it', () => {
  expect(mark(15, 21)).toEqual(['block 0', ['block 1', 'block 2'], 'block 3']);
});

test('places that a document does not have mark nothing', () => {
  const all = ['block 0', 'block 1', 'block 2', 'block 3'];
  expect(mark(400, 500)).toEqual(all);
  expect(mark(20, 10)).toEqual(all);
});
