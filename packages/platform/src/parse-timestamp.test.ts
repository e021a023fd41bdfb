import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseTimestamp } from './parse-timestamp.ts';

const CASES = [
  ['2026-01-31 23:59:59.123456+00', '2026-01-31T23:59:59.123Z'],
  ['2026-01-31 23:59:59+00', '2026-01-31T23:59:59.000Z'],
  ['2026-01-31 23:59:59.5+00', '2026-01-31T23:59:59.500Z'],
  ['2026-01-31 23:59:59.05+00', '2026-01-31T23:59:59.050Z'],
  ['2026-02-01 01:29:59.123456+01:30', '2026-01-31T23:59:59.123Z'],
  ['2026-01-31 18:59:59-05', '2026-01-31T23:59:59.000Z'],
  ['0044-03-15 12:00:00+00 BC', '-000043-03-15T12:00:00.000Z'],
  ['0099-12-31 23:59:59+00', '0099-12-31T23:59:59.000Z'],
  ['12026-01-31 23:59:59+00', '+012026-01-31T23:59:59.000Z'],
] as const;

test.each(CASES)('%s is %s', (text, iso) => {
  expect((parseTimestamp(text) as Date).toISOString()).toBe(iso);
});

test.each([
  ['infinity', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
])('%s is no date', (text, number) => {
  expect(parseTimestamp(text)).toBe(number);
});

test('every millisecond of the years that a row holds is read as it was written', () => {
  const moment = fc.date({
    min: new Date('0100-01-01T00:00:00Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });
  fc.assert(
    fc.property(moment, (date) => {
      const text = date
        .toISOString()
        .replace('T', ' ')
        .replace(/\.?0*Z$/, '+00');
      expect(parseTimestamp(text)).toEqual(date);
    }),
  );
});
