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
