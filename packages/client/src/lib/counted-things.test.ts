import { afterEach, expect, test } from 'vitest';
import { showLanguage } from '../i18n/show-language.ts';
import { countedDocuments, ofDocuments } from './counted-things.ts';

afterEach(() => showLanguage('en'));

test('what is counted takes the form that its language has behind “of”', async () => {
  expect(ofDocuments('sharepoint', 5)).toBe('5 documents');
  await showLanguage('de');
  expect(countedDocuments('sharepoint', 5)).toBe('5 Dokumente');
  expect(ofDocuments('sharepoint', 5)).toBe('5 Dokumenten');
  await showLanguage('ar');
  expect(countedDocuments('sharepoint', 2)).toBe('مستندان');
  expect(ofDocuments('sharepoint', 2)).toBe('مستندين');
});
