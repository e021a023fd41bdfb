import { expect, test, vi } from 'vitest';
import { withWordsOf } from './local-dates.ts';

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
