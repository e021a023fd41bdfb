import { expect, test } from 'vitest';
import { emlToMarkdown } from './eml.ts';

const read = async (...lines: string[]) => {
  const mail = ['From: a@x.example', 'MIME-Version: 1.0', ...lines, ''].join('\r\n');
  const markdown = await emlToMarkdown(new TextEncoder().encode(mail));
  return markdown.replace(/^\*\*From:\*\* a@x\.example(?:\n\n|$)/, '');
};
/** A message of these parts. */
const multipart = (kind: string, ...parts: string[][]) => [
  `Content-Type: multipart/${kind}; boundary=b`,
  ...parts.flatMap((part) => ['', '--b', ...part]),
  '--b--',
];

test('an invitation beside the text of its mail says when and where', async () => {
  const card = [
    ...['BEGIN:VCALENDAR', 'METHOD:REQUEST', 'BEGIN:VTIMEZONE', 'DTSTART:16010101T020000'],
    ...['END:VTIMEZONE', 'BEGIN:VEVENT', 'SUMMARY:Review\\, part', ' 2'],
    ...['DTSTART;TZID="Europe/Berlin":20260105T100000', 'DTEND:20260105T100000Z'],
    ...['LOCATION:Room 5', 'BEGIN:VALARM', 'SUMMARY:x', 'END:VALARM', 'END:VEVENT'],
    'END:VCALENDAR',
  ];
  const text = ['Content-Type: text/plain', '', 'Please come'];
  const invitation = ['Content-Type: text/calendar; method=REQUEST', '', ...card];
  expect(await read(...multipart('alternative', text, invitation))).toBe(
    'Please come\n\n**Appointment:** Review, part2  \n**Start:** 2026-01-05 10:00 (Europe/Berlin)  \n**End:** 2026-01-05 10:00 (UTC)  \n**Place:** Room 5\n\n*Attached: text/calendar*',
  );
});

test('a message that is attached to another', async () => {
  const inner = ['From: bo@x.example', 'Subject: Inner', '', 'Inner text'];
  const attached = [
    'Content-Type: message/rfc822',
    'Content-Disposition: attachment; filename="orig.eml"',
    '',
    ...inner,
  ];
  const text = ['Content-Type: text/plain', '', 'See below'];
  expect(await read(...multipart('mixed', text, attached))).toBe(
    'See below\n\n*Attached: orig.eml*\n\n> **Inner**\n>\n> **From:** bo@x.example\n>\n> Inner text',
  );
});

test('words beside a page that holds pictures only', async () => {
  const text = ['Content-Type: text/plain', '', 'plain words'];
  const page = ['Content-Type: text/html', '', '<img src="a.png" alt="Sale">'];
  expect(await read(...multipart('alternative', text, page))).toBe('plain words\n\n*Image: Sale*');
});

test.each([
  [
    'text/enriched',
    '<bold>Hi</bold> <color><param>red</param>there</color> 1 << 2',
    'Hi there 1 < 2',
  ],
  ['text/markdown', 'Hi there', 'Hi there'],
])('text of another kind: %s', async (kind, text, shown) => {
  expect(await read(`Content-Type: ${kind}`, '', text)).toBe(shown);
});

test('a message that nobody else can read says so', async () => {
  const type = 'Content-Type: application/pkcs7-mime; name="smime.p7m"';
  expect(await read(type, 'Content-Transfer-Encoding: base64', '', 'MIIB')).toBe(
    '*The text of the message is encrypted, or in a signature.*\n\n*Attached: smime.p7m*',
  );
});

test('whom an answer goes to, and who got it unseen', async () => {
  expect(await read('Reply-To: help@x.example', 'Bcc: s@x.example', '', 'Hi')).toBe(
    '**From:** a@x.example  \n**Bcc:** s@x.example  \n**Reply to:** help@x.example\n\nHi',
  );
});
