import { expect, test } from 'vitest';
import { faultsOf, filesNamed, readNamedFiles } from './read-named-files.ts';

const FILES = {
  'packages/api-server/test/host.db.test.ts': "test('asked for as %s', async () => {});",
  'packages/api-server/test/every-answer.db.test.ts': "test('a list\n  of all', () => {});",
  'packages/connector/test/every-answer.db.test.ts': "test.each(['metrics'])('%s', () => {});",
  'e2e/live.spec.ts': "test('seven tabs share one stream (row 69)', () => {});",
};
const files = Object.keys(FILES);
const folders = { api: 'packages/api-server', con: 'packages/connector' };
const read = (file: string) => FILES[file as keyof typeof FILES];
const faults = (text: string) => faultsOf({ path: 'page.md', text }, files, { folders, read });

test('code spans that end like code are files; titles are what is quoted right behind them', () => {
  const page = [
    'Run `npm test`, see `.env.example` and “this”.',
    '| 1 | `e2e/live.spec.ts` “seven tabs”, “one stream” and more “words”, `scripts/x.mjs`: “no title” |',
  ];
  expect(readNamedFiles(page.join('\n'))).toEqual([
    { line: 2, name: 'e2e/live.spec.ts', titles: ['seven tabs', 'one stream'] },
    { line: 2, name: 'scripts/x.mjs', titles: [] },
  ]);
});

test('a name may be short, have a star, or leave the folder out', () => {
  const named = (name: string) => filesNamed(name, files, folders);
  expect(named('api/test/host.db.test.ts')).toEqual(['packages/api-server/test/host.db.test.ts']);
  expect(named('e2e/live.spec.ts')).toEqual(['e2e/live.spec.ts']);
  expect(named('api/test/*.db.test.ts')).toHaveLength(2);
  expect(named('every-answer.db.test.ts')).toHaveLength(2);
  expect(named('api/*.db.test.ts')).toEqual([]);
  expect(named('api/test/hostXdb.test.ts')).toEqual([]);
  expect(named('answer.db.test.ts')).toEqual([]);
});

test('a file that is not there and a title that it does not have are told with their line', () => {
  const right = [
    '`api/test/host.db.test.ts` “asked for as %s”, `every-answer.db.test.ts` “a list of all”',
    '`every-answer.db.test.ts` “metrics”, `e2e/live.spec.ts` “(row 69)”',
  ];
  expect(faults(right.join('\n'))).toEqual([]);
  expect(faults('\n`con/test/host.db.test.ts` “asked for”')).toEqual([
    'page.md:2 names con/test/host.db.test.ts, which is not there',
  ]);
  expect(faults('`api/test/host.db.test.ts` “asked for”, “never asked”')).toEqual([
    'page.md:1 quotes “never asked”, which api/test/host.db.test.ts does not have',
  ]);
});
