import fc from 'fast-check';
import { expect, test } from 'vitest';
import { outlineOf, outlineOfMarkdown } from '../testing/read-markdown.ts';
import { type Block, CODE, EMPHASIS, type Run, STRIKE, STRONG } from '../tree.ts';
import { writeMarkdown } from './write-markdown.ts';

const SIGNS = ['a', 'b', 'Z', '1', '9', ' ', ' ', ' ', 'é', '文', '😀'];
const SPECIAL = [
  ...['*', '_', '`', '[', ']', '(', ')', '<', '>', '&', '~', '|', '\\', '#', '-', '+', '=', '.'],
  ...[
    '!',
    ':',
    '"',
    '「',
    '»',
    '€',
    '&amp;',
    '&lt',
    '1.',
    '1)',
    '---',
    '```',
    '~~~',
    '<b>',
    '](',
    '$',
  ],
];
const word = fc
  .array(
    fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...SIGNS) }, fc.constantFrom(...SPECIAL)),
    {
      minLength: 1,
      maxLength: 8,
    },
  )
  .map((signs) => signs.join(''));
const text = fc.oneof({ weight: 5, arbitrary: word }, fc.constant('\n'), fc.constant('x\ny'));
const marks = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  fc.constantFrom(
    STRONG,
    EMPHASIS,
    STRIKE,
    STRONG | EMPHASIS,
    STRIKE | STRONG,
    CODE,
    CODE | STRONG,
  ),
);
const url = fc.oneof(
  { weight: 6, arbitrary: fc.constant(undefined) },
  fc.constantFrom('https://a.example/x', 'https://b.example/?q=1'),
);
const run: fc.Arbitrary<Run> = fc.record({ text, marks, url });
const runs = fc.array(run, { minLength: 1, maxLength: 6 });

const { block } = fc.letrec<{ block: Block; blocks: Block[] }>((tie) => ({
  blocks: fc.array(tie('block'), { minLength: 1, maxLength: 3 }),
  block: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({ type: fc.constant('paragraph' as const), runs }),
    fc.record({
      type: fc.constant('heading' as const),
      depth: fc.integer({ min: 1, max: 6 }),
      runs,
    }),
    fc.record({
      type: fc.constant('code' as const),
      text: fc
        .array(fc.constantFrom('x', ' ', '\t', '\n', '```', '`', '> ', '- ', '~~~'))
        .map((all) => all.join('')),
      language: fc.constantFrom('', 'ts', 'c++'),
    }),
    fc.record({
      type: fc.constant('table' as const),
      hasHeader: fc.boolean(),
      rows: fc.array(fc.array(fc.array(run, { maxLength: 3 }), { minLength: 1, maxLength: 4 }), {
        minLength: 1,
        maxLength: 4,
      }),
    }),
    fc.constant({ type: 'rule' as const }),
    fc.record({ type: fc.constant('quote' as const), blocks: tie('blocks') }),
    fc.record({
      type: fc.constant('list' as const),
      isOrdered: fc.boolean(),
      start: fc.constantFrom(1, 1, 7),
      items: fc.array(
        fc.record({
          blocks: tie('blocks'),
          isDone: fc.oneof({ weight: 2, arbitrary: fc.constant(undefined) }, fc.boolean()),
        }),
        { minLength: 1, maxLength: 3 },
      ),
    }),
  ),
}));

test('whatever is written is read back by another parser: blocks, words, code, tables, tasks, links', () => {
  fc.assert(
    fc.property(fc.array(block, { minLength: 1, maxLength: 4 }), (blocks) => {
      const markdown = writeMarkdown(blocks);
      expect(outlineOfMarkdown(markdown)).toEqual(outlineOf(blocks));
    }),
    { numRuns: 500 },
  );
}, 120_000);
