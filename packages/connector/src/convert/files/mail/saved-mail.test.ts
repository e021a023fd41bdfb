import { expect, test } from 'vitest';
import { convertFile } from '../convert-file.ts';

const read = (name: string, ...lines: string[]) =>
  convertFile({ bytes: new TextEncoder().encode(lines.join('\r\n')), name });

test.each(['page.mht', 'page.mhtml'])('a page that was saved as a message: %s', async (name) => {
  const page = [
    'From: <Saved by Blink>',
    'Snapshot-Content-Location: https://a.example/wiki/page',
    'Subject: A page',
    'MIME-Version: 1.0',
    'Content-Type: multipart/related; type="text/html"; boundary="b"',
    '',
    '--b',
    'Content-Type: text/html',
    'Content-Transfer-Encoding: quoted-printable',
    'Content-Location: https://a.example/wiki/page',
    '',
    '<meta charset=3D"utf-8"><h1>Gr=C3=BC=C3=9Fe</h1><p>See <a href=3D"/plan">it</a>.</p>',
    '--b',
    'Content-Type: text/css',
    '',
    'p { color: red }',
    '--b--',
  ];
  expect(await read(name, ...page)).toBe('# Grüße\n\nSee [it](https://a.example/plan).');
});

test('messages within a message that are shown as parts of it, with their own dates', async () => {
  const markdown = await read(
    'digest.eml',
    'From: list@x.example',
    'MIME-Version: 1.0',
    'Content-Type: multipart/digest; boundary=d',
    '',
    '--d',
    '',
    'From: a@x.example',
    'Subject: First',
    'Date: Mon, 5 Jan 2026 10:00:00 +0900',
    '',
    'First text.',
    '--d--',
  );
  expect(markdown).toBe(
    '**From:** list@x.example\n\n> **First**\n>\n> **From:** a@x.example  \n> **Date:** Mon, 5 Jan 2026 10:00:00 +0900\n>\n> First text.',
  );
});

test('lines of a mailbox that begin with From are no quotes', async () => {
  const mail = ['From a@x.example Mon Jan  5 10:00:00 2026', 'From: a@x.example', '', 'Hi.'];
  expect(await read('a.eml', ...mail, '>From here on.')).toContain('Hi.  \nFrom here on.');
  expect(await read('a.eml', ...mail.slice(1), '>From here on.')).toContain('> From here on.');
});

test('why a message did not arrive', async () => {
  const markdown = await read(
    'a.eml',
    'From: daemon@x.example',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=q',
    '',
    '--q',
    'Content-Type: text/plain',
    '',
    'Not delivered.',
    '--q',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; x.example',
    '',
    'Diagnostic-Code: smtp; 550 user unknown',
    '--q--',
  );
  expect(markdown).toContain('Not delivered.');
  expect(markdown).toContain('Diagnostic-Code: smtp; 550 user unknown');
});
