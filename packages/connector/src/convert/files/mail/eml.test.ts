import { expect, test } from 'vitest';
import { emlToMarkdown } from './eml.ts';

const TYPE = 'Content-Type: text/plain; charset=utf-8';
const read = async (head: string, ...lines: string[]) => {
  const mail = ['From: a@x.example', ...(head ? [head] : []), '', ...lines, ''].join('\r\n');
  const markdown = await emlToMarkdown(Uint8Array.from(Buffer.from(mail, 'latin1')));
  return markdown.replace('**From:** a@x.example\n\n', '');
};

test.each([
  [
    'lines that were broken on the way, in quotes of any depth',
    ['> This was ', '> broken.', '>> Deeper, ', '>> too.', 'My answer ', 'goes on. ', '-- ', 'Ada'],
    '> This was broken.\n>\n> > Deeper, too.\n\nMy answer goes on.  \n\\--  \nAda',
  ],
  [
    'lines that begin with a blank so that they are no quote',
    [' >no quote', ' From here'],
    '\\>no quote  \nFrom here',
  ],
  ['a quote that ends within a line', ['> a ', 'b'], '> a\n\nb'],
])('flowed: %s', async (_, lines, markdown) => {
  expect(await read(`${TYPE}; format=flowed`, ...lines)).toBe(markdown);
});

test('flowed, without the blanks that only broke the line', async () => {
  const head = `Content-Type: text/plain;\r\n format=flowed; delsp=yes`;
  expect(await read(head, 'super ', 'visor', '> quo ', '> ted')).toBe('supervisor\n\n> quoted');
});

test('answers and what they quote', async () => {
  const lines = ['On Monday, Bo wrote:', '> one', '> two', '>', '> > older', '', 'Ok.'];
  expect(await read(TYPE, ...lines)).toBe(
    'On Monday, Bo wrote:\n\n> one  \n> two\n>\n> > older\n\nOk.',
  );
});

const german = Buffer.from('Gr\u00fc\u00dfe \u0096 bald', 'latin1');

test.each([
  ['in no header at all', '', german.toString('latin1')],
  ['as it is', 'Content-Type: text/plain', german.toString('latin1')],
  [
    'in base64',
    'Content-Type: text/plain\r\nContent-Transfer-Encoding: base64',
    german.toString('base64'),
  ],
  ['as HTML', 'Content-Type: text/html', Buffer.from(german).toString('latin1')],
])('letters of a text that names no character set: %s', async (_, head, text) => {
  expect(await read(head, text)).toBe('Grüße – bald');
});

test('headers in the letters of their writer, without a word about these', async () => {
  const head = `Subject: ${Buffer.from('Grüße aus Köln', 'latin1').toString('latin1')}`;
  expect(await read(head, 'Hi')).toContain('# Grüße aus Köln');
});

test('the letters that a page says of itself', async () => {
  const page = '<meta charset="iso-8859-2"><p>\u00bf\u00f3\u00b3w</p>';
  expect(await read('Content-Type: text/html', page)).toBe('żółw');
  const japanese = ['\u001b$B$3$s$K$A$O\u001b(B'];
  expect(await read('', ...japanese)).toBe('こんにちは');
});

test('an appointment is the text of a mail that has no other, and a form for other programs is none', async () => {
  const card = ['BEGIN:VCALENDAR', 'SUMMARY:Review', 'END:VCALENDAR'];
  expect(await read('Content-Type: text/calendar; method=REQUEST', ...card)).toBe(
    'BEGIN:VCALENDAR  \nSUMMARY:Review  \nEND:VCALENDAR\n\n*Attached: text/calendar*',
  );
  const both = [
    '--b',
    'Content-Type: text/plain',
    '',
    'Hi',
    '--b',
    'Content-Type: text/x-amp-html',
    '',
    'x',
    '--b--',
  ];
  expect(await read('Content-Type: multipart/alternative; boundary=b', ...both)).toBe('Hi');
});
