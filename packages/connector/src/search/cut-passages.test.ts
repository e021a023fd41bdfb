import { expect, test } from 'vitest';
import { cutPassages } from './cut-passages.ts';

const headings = (body: string) => cutPassages(body).map(({ heading }) => heading);
const lines = (count: number) => 'A line that has some words in it.\n'.repeat(count);

test('a document is cut at its headings, each with the way to it', () => {
  const body = `Intro\n\n# One\n\n${lines(5)}\n## Deeper\n\n${lines(5)}\n# Two #\n\nEnd`;
  expect(headings(body)).toEqual([[], ['One'], ['One', 'Deeper'], ['Two']]);
  const texts = cutPassages(body).map(({ start, end }) => body.slice(start, end));
  expect(texts.join('')).toBe(body);
});

test('a heading with nothing beneath it goes with the deeper one that follows', () => {
  expect(headings('# One\n\n## Two\n\ntext')).toEqual([['One', 'Two']]);
  expect(headings('# One\n\n# Two\n\ntext')).toEqual([['One'], ['Two']]);
});

test('what stands in a block of code is no heading', () => {
  expect(headings('# Shell\n\n```sh\n# a comment\n```\n\n~~~\n# b\n```\n~~~')).toEqual([['Shell']]);
});

test('headings are shown as they are read', () => {
  expect(headings('# **Bold** [link](https://a.example) \\_ `code`\n\ntext')).toEqual([
    ['Bold link _ code'],
  ]);
});

test('long sections are cut between paragraphs, and paragraphs without end between words', () => {
  const paragraphs = `${lines(12)}\n`.repeat(12);
  for (const { start, end } of cutPassages(paragraphs).slice(0, -1)) {
    expect(end - start).toBeLessThanOrEqual(2_400);
    expect(paragraphs.slice(start, end)).toMatch(/\n\n$/);
  }
  const words = 'word '.repeat(3_000);
  for (const { start, end } of cutPassages(words)) {
    expect(end - start).toBeLessThanOrEqual(2_401);
    expect(words.slice(start, end)).toMatch(/^word .*word $/);
  }
});

test('a sign of two halves is never cut in two', () => {
  const body = `a${'🚆'.repeat(5_000)}`;
  const texts = cutPassages(body).map(({ start, end }) => body.slice(start, end));
  expect(texts.join('')).toBe(body);
  expect(texts.every((text) => text.isWellFormed())).toBe(true);
});

test('nothing is no passage', () => {
  expect(cutPassages('')).toEqual([]);
  expect(cutPassages(' \n\n ')).toEqual([]);
});
