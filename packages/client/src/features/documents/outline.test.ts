import { expect, test } from 'vitest';
import { remarkOutline } from './outline.ts';

function outline(...depths: number[]): (number | undefined)[] {
  const children = depths.map((depth) => ({ type: 'heading', depth }));
  // Headings stand in quotes and lists too.
  const quote = { type: 'blockquote', children: children.slice(1) };
  const tree = { type: 'root', children: [...children.slice(0, 1), quote] };
  remarkOutline()(tree);
  return children.map((heading) => heading.depth);
}

test('headings begin at 2 whatever the author began with', () => {
  expect(outline(1, 2, 2)).toEqual([2, 3, 3]);
  expect(outline(3, 3, 4)).toEqual([2, 2, 3]);
});

test('no level is skipped on the way down, any may be on the way up', () => {
  expect(outline(1, 4, 4, 6, 1)).toEqual([2, 3, 3, 4, 2]);
  expect(outline(3, 2, 3)).toEqual([2, 2, 3]);
});

test('there is nothing below 6', () => {
  expect(outline(1, 2, 3, 4, 5, 6)).toEqual([2, 3, 4, 5, 6, 6]);
});
