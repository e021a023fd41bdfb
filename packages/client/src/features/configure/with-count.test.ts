import { afterEach, expect, test } from 'vitest';
import { showLanguage } from '../../i18n/show-language.ts';
import { countedThings } from '../../lib/counted-things.ts';
import { withCount } from './with-count.ts';

afterEach(() => showLanguage('en'));

test('how many there are of something stands behind it, and is nothing beside it', async () => {
  expect(withCount('Incidents', countedThings('records', 60))).toBe('Incidents\u00a0· 60 records');
  expect(withCount('حوادث', '60 records')).toBe('\u2068حوادث\u2069\u00a0· 60 records');
  await showLanguage('ar');
  const inArabic = withCount('Incidents', countedThings('records', 60));
  expect(inArabic).toBe('\u200f\u2068Incidents\u2069\u00a0· \u206860 سجلًا\u2069');
});
