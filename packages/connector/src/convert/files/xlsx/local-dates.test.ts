import { expect, test, vi } from 'vitest';
import { withOwnSeparator, withWordsOf } from './local-dates.ts';
import { createShowValues } from './show-value.ts';

test('a sheet full of dates in another language makes no format for each of them', () => {
  let made = 0;
  const Real = Intl.DateTimeFormat;
  class Counted extends Real {
    constructor(...given: ConstructorParameters<typeof Real>) {
      super(...given);
      made += 1;
    }
  }
  vi.stubGlobal('Intl', { DateTimeFormat: Counted });
  const shown = Array.from({ length: 1_000 }, (_, at) => [
    withWordsOf('[$-C0A]mmmm', 40_000 + at),
    withWordsOf('[$-411]ggge', 40_000 + at),
  ]);
  expect(new Set(shown.map(([month]) => month)).size).toBe(12);
  expect(shown.at(0)).toEqual(['[$-C0A]"julio"', '[$-411]"平成""21"']);
  expect(made).toBeLessThan(10);
});

test.each([
  ['[$-407]d/\\ mmmm\\ yyyy;@', '6. Mai 2024'],
  ['[$-de-DE]dd/mm/yy', '06.05.24'],
  ['[$-413]d/m/yyyy', '6-5-2024'],
  ['[$-40C]dd/mm/yyyy', '06/05/2024'],
  ['dd/mm/yyyy', '06/05/2024'],
  ['[$-407]d"/"m\\/yy', '6/5/24'],
])('dates are parted as their language does: %s', (format, shown) => {
  expect(createShowValues([{ format, marks: 0 }], false).number('45418', 0)).toBe(shown);
});

test('formats that hold no separator, or are too long to be any, stay as they are', () => {
  for (const format of ['[$-407]d. mmmm', `[$-407]d/${'m'.repeat(1_000)}`])
    expect(withOwnSeparator(format)).toBe(format);
});

test.each([
  ['[DBNum1][$-804]yyyy"年"m"月"d"日";@', '45649', '二〇二四年十二月二十三日'],
  ['[DBNum1][$-411]m"月"d"日"', '45302', '一月十一日'],
  ['[DBNum2][$-804]General', '123', '壹佰贰拾叁'],
  ['[DBNum2][$-804]General', '100203.05', '壹拾万零贰佰零叁.零伍'],
  ['[DBNum1][$-804]General', '12', '一十二'],
  ['[DBNum1][$-804]General', '120000000', '一亿二千万'],
  ['[DBNum1][$-411]General', '1015', '千十五'],
  ['[DBNum1][$-804]0', '105', '一〇五'],
  ['[DBNum2][$-404]General', '0', '零'],
  ['[DBNum3][$-411]0', '42', '４２'],
  ['[DBNum1]0', '42', '42'],
])('digits of East Asia: %s of %s', (format, value, shown) => {
  expect(createShowValues([{ format, marks: 0 }], false).number(value, 0)).toBe(shown);
});
