import { afterEach, expect, test } from 'vitest';
import { showLanguage } from '../i18n/show-language.ts';
import { formatList, formatNames } from './format.ts';

afterEach(() => showLanguage('en'));

const NAMES = ['Confluence', 'SharePoint'];

test('names in Latin letters do not turn a list that is read from right to left around', async () => {
  expect([formatNames(NAMES), formatList(NAMES)]).toEqual([
    'Confluence, SharePoint',
    'Confluence and SharePoint',
  ]);
  await showLanguage('ar');
  const apart = '\u2068Confluence\u2069 و\u2068SharePoint\u2069';
  expect([formatNames(NAMES), formatList(NAMES)]).toEqual([apart, apart]);
});
