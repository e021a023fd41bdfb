import { expect, test } from 'vitest';
import { decodeText } from './decode-text.ts';

const RUSSIAN = 'Отчёт о продажах за первый квартал. Обращайтесь к администратору.';
const GERMAN = 'Bericht über die Verkäufe im ersten Quartal. Größen prüfen – Preis 5 €.';

/** Bytes of a text in a character set that has one for each sign. */
function bytesIn(charset: string, text: string): Uint8Array {
  const decoder = new TextDecoder(charset);
  const signs = Array.from({ length: 256 }, (_, byte) => decoder.decode(Uint8Array.of(byte)));
  return Uint8Array.from(text, (sign) => signs.indexOf(sign));
}

test.each([
  ['koi8-r', RUSSIAN],
  ['windows-1251', RUSSIAN],
  ['windows-1251', 'Имя;Сумма\nИванов;100\nПетров;200\n'],
  ['windows-1253', 'Αναφορά πωλήσεων πρώτου τριμήνου. Ο εκτυπωτής του τρίτου ορόφου.'],
  ['windows-1256', 'تقرير المبيعات للربع الأول. تعمل الطابعة في الطابق الثالث.'],
  [
    'windows-1250',
    'Sprawozdanie ze sprzedaży za pierwszy kwartał. Drukarka działa od ósmej, proszę zgłosić się do źródła.',
  ],
  ['windows-1252', GERMAN],
  ['windows-1252', 'L’imprimante du troisième étage fonctionne dès huit heures.'],
  ['windows-1252', 'Blåbærgrød på øen'],
  ['windows-1252', 'Åsa'],
  ['windows-1252', 'Preis: 5 €'],
])('the character set of a text that says nothing of it: %s, %s', (charset, text) => {
  const bytes = bytesIn(charset, text);
  expect(decodeText(bytes)).toBe(text);
  const page = `<html><body class="page"><p>${'x'.repeat(3)}</p><p>`;
  const html = Uint8Array.of(...Buffer.from(page), ...bytes);
  expect(decodeText(html, undefined, true)).toBe(page + text);
});

/** 第一四半期の売上報告書です。 as each of them writes it. */
test.each([
  ['Shift_JIS', '91e688ea8e6c94bc8afa82cc94848fe395f18d908f9182c582b78142'],
  ['EUC-JP', 'c2e8b0ecbbcdc8beb4fca4cec7e4beefcaf3b9f0bdf1a4c7a4b9a1a3'],
  [
    'ISO-2022-JP',
    '1b2442426830 6c3b4d483e347c244e4765 3e654a7339703d71244724392123 1b2842'.replaceAll(' ', ''),
  ],
])('Japanese that says nothing of it: %s', (charset, hex) => {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  const text = new TextDecoder(charset).decode(bytes);
  expect(text).toContain('報告書です。');
  expect(decodeText(bytes)).toBe(text);
});
