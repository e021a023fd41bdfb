import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { READ_ENDINGS, UNREAD_ENDINGS, useOf } from './kinds.ts';

const PAGE = join(import.meta.dirname, '../../../../docs/formats.md');
const [, read = '', unread = ''] = readFileSync(PAGE, 'utf8').split(/^## /m);
const endingsIn = (section: string) =>
  section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => [...(line.split(' | ')[1] ?? '').matchAll(/`(\w+)`/g)])
    .map(([, ending = '']) => ending);

test('the page on formats names all kinds that are read, and those that are told as not read', () => {
  expect(endingsIn(read).toSorted()).toEqual(READ_ENDINGS.toSorted());
  expect(endingsIn(unread).toSorted()).toEqual(UNREAD_ENDINGS.toSorted());
});

test('an ending decides before a media type, which decides where there is none', () => {
  expect(useOf({ name: 'a.DOCX', mediaType: 'application/pdf' })).toMatchObject({ kind: 'docx' });
  expect(useOf({ name: 'a', mediaType: 'application/pdf; v=1' })).toMatchObject({ kind: 'pdf' });
  expect(useOf({ name: 'a.png' })).toEqual({ use: 'pass' });
  expect(useOf({ name: 'a.msg' })).toMatchObject({ use: 'list' });
  expect(useOf({ name: 'a.unheard', mediaType: 'text/plain' })).toMatchObject({ kind: 'text' });
  expect(useOf({ name: 'a.unheard' })).toMatchObject({ use: 'list' });
});
