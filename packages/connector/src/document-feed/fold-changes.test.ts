import { expect, test } from 'vitest';
import { type FoldedChanges, foldChanges } from './fold-changes.ts';
import type { PlacedChange } from './list-placed-changes.ts';

const NONE: FoldedChanges = { folded: new Map(), upTo: 0, isFull: false };

/** `a+-`: document a could be read before the change, and cannot after it; `!` for another text. */
function changesOf(...texts: string[]): PlacedChange[] {
  return texts.map((text, at) => ({
    ...{ position: at + 1, id: text.charAt(0), was: text[1] === '+', is: text[2] === '+' },
    isContent: text.endsWith('!'),
  }));
}

const fold = (texts: string[], room = 10) => {
  const { folded, upTo, isFull } = foldChanges(NONE, changesOf(...texts), room);
  const seen = [...folded.values()].map(({ id, was, is, isContent }) =>
    [id, was ? '+' : '-', is ? '+' : '-', isContent ? '!' : ''].join(''),
  );
  return { seen, upTo, isFull };
};

test.each([
  ['a first and a last state count', ['a++!', 'a+-'], ['a+-!']],
  ['gone and back is there', ['a+-', 'a-+'], ['a++']],
  ['come and gone is nothing to store', ['a-+!', 'a+-'], ['a--!']],
  ['what was never seen is nothing', ['a--!', 'b--', 'a--'], []],
  ['what comes out of sight is seen from then on', ['a--!', 'a-+', 'b++'], ['a-+', 'b++']],
  ['in the order of the first change', ['b++', 'a++', 'b++!'], ['b++!', 'a++']],
])('%s', (_, changes, seen) => {
  expect(fold(changes)).toEqual({ seen, upTo: changes.length, isFull: false });
});

test('ends before the first document that does not fit, and past what is not seen', () => {
  const changes = ['a++', 'x--', 'b++', 'a+-', 'y--', 'c++', 'a-+'];
  expect(fold(changes, 2)).toEqual({ seen: ['a+-', 'b++'], upTo: 5, isFull: true });
  expect(fold(changes, 3)).toEqual({ seen: ['a++', 'b++', 'c++'], upTo: 7, isFull: false });
});
