import { expect, test } from 'vitest';
import { emlToMarkdown } from './eml.ts';

const u16 = (value: number) => Buffer.from([value & 255, value >> 8]);
const u32 = (value: number) => Buffer.concat([u16(value & 0xffff), u16(value >>> 16)]);
const MESSAGE = 1;
const ATTACHMENT = 2;
const attribute = (level: number, id: number, data: Buffer) =>
  Buffer.concat([Buffer.of(level), u32(id), u32(data.length), data, u16(0)]);
const padded = (data: Buffer) => Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
const property = (type: number, id: number, data: Buffer, named = Buffer.alloc(0)) =>
  Buffer.concat([u16(type), u16(id), named, u32(1), u32(data.length), padded(data)]);
const fixed = (type: number, id: number, data: Buffer) => Buffer.concat([u16(type), u16(id), data]);
const properties = (...all: Buffer[]) => Buffer.concat([u32(all.length), ...all]);
const wide = (text: string) => Buffer.from(`${text}\0`, 'utf16le');
const NAMED = Buffer.concat([
  Buffer.alloc(16, 7),
  u32(1),
  u32(6),
  padded(wide('ab').subarray(0, 6)),
]);

const winmail = (...parts: Buffer[]) =>
  Buffer.concat([u32(0x223e9f78), u16(1), ...parts]).toString('base64');
const mail = (file: string, text = '') =>
  [
    'From: a@x.example',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    text,
    '--b',
    'Content-Type: application/ms-tnef; name="winmail.dat"',
    'Content-Transfer-Encoding: base64',
    'Content-Disposition: attachment; filename="winmail.dat"',
    '',
    file,
    '--b--',
    '',
  ].join('\r\n');
const read = async (file: string, text = '') =>
  (await emlToMarkdown(Buffer.from(mail(file, text)))).replace('**From:** a@x.example\n\n', '');

const HTML = property(0x102, 0x1013, Buffer.from('<p>One <b>page</b></p>'));
const TEXT = property(0x1f, 0x1000, wide('Plain words, größer'));
/** “{\rtf1\ansi hi\b hi}” and what ends it: the start is one reference into the window. */
const rtf = (text: string) => {
  const signs = [...Buffer.from(text, 'latin1')];
  const groups: number[] = [];
  for (let at = 0; at < signs.length; at += 8) groups.push(0, ...signs.slice(at, at + 8));
  return Buffer.concat([
    u32(groups.length + 12),
    u32(text.length),
    Buffer.from('LZFu'),
    u32(0),
    Buffer.from(groups),
  ]);
};
const plainRtf = (text: string) =>
  Buffer.concat([
    u32(text.length + 12),
    u32(text.length),
    Buffer.from('MELA'),
    u32(0),
    Buffer.from(text),
  ]);

test.each([
  ['as a page', [HTML, TEXT], 'One **page**'],
  ['as text', [TEXT], 'Plain words, größer'],
  [
    'as rich text',
    [property(0x102, 0x1009, rtf('{\\rtf1\\ansi Rich {\\b words}\\par}'))],
    'Rich **words**',
  ],
  [
    'as rich text that is not packed',
    [property(0x102, 0x1009, plainRtf('{\\rtf1 Rich\\par}'))],
    'Rich',
  ],
  [
    'behind others',
    [
      fixed(3, 0x17, u32(1)),
      fixed(0x40, 0x39, Buffer.alloc(8)),
      fixed(0x1003, 0x8001, Buffer.concat([NAMED, u32(2), u32(1), u32(2)])),
      property(0x1e, 0x8002, Buffer.from('x'), NAMED),
      TEXT,
    ],
    'Plain words, größer',
  ],
])('a message that Outlook has packed: %s', async (_, parts, markdown) => {
  expect(await read(winmail(attribute(MESSAGE, 0x69003, properties(...parts))))).toBe(markdown);
});

test('its own text comes first, and what is attached is told by name', async () => {
  const start = attribute(ATTACHMENT, 0x69002, Buffer.alloc(14));
  const file = winmail(
    attribute(MESSAGE, 0x69003, properties(HTML)),
    start,
    attribute(ATTACHMENT, 0x18010, Buffer.from('BUDGET~1.XLS\0')),
    attribute(ATTACHMENT, 0x69005, properties(property(0x1f, 0x3707, wide('Budget 2026.xlsx')))),
    start,
    attribute(ATTACHMENT, 0x18010, Buffer.from('a.pdf\0')),
  );
  expect(await read(file, 'Hello')).toBe('Hello\n\n*Attached: Budget 2026.xlsx, a.pdf*');
});

test('one that is cut off, and another file of that name', async () => {
  const whole = Buffer.from(winmail(attribute(MESSAGE, 0x69003, properties(TEXT, HTML))), 'base64');
  for (let length = 0; length < whole.length; length += 3)
    await read(whole.subarray(0, length).toString('base64'), 'Hello');
  expect(await read(Buffer.from('no such file').toString('base64'), 'Hello')).toBe(
    'Hello\n\n*Attached: winmail.dat*',
  );
});

test('references into what was written so far', async () => {
  // “ab” and from there on six signs more.
  const start = 207;
  const text = '{\\rtf1 ab';
  const signs = [...Buffer.from(text, 'latin1')];
  const reference = ((start + 7) << 4) | 4;
  const bytes = [
    0,
    ...signs.slice(0, 8),
    0b10,
    ...signs.slice(8),
    reference >> 8,
    reference & 255,
    0x7d,
  ];
  const packed = Buffer.concat([
    u32(0),
    u32(text.length + 7),
    Buffer.from('LZFu'),
    u32(0),
    Buffer.from(bytes),
  ]);
  const file = winmail(attribute(MESSAGE, 0x69003, properties(property(0x102, 0x1009, packed))));
  expect(await read(file)).toBe('abababab');
});
