import { afterEach, expect, test } from 'vitest';
import { showLanguage } from '../../i18n/show-language.ts';
import { detailInWords } from './detail-in-words.ts';
import { remedyInWords } from './remedy-in-words.ts';

afterEach(() => showLanguage('en'));

test('a remedy of a problem, and one with what goes into it, are said in the language in use', async () => {
  const remedy = 'Words of the connector.';
  const values = { tables: 'kb_use', roles: 'knowledge_admin', without: '' };
  const known = { remedy, remedy_code: 'servicenow.read_by_role', remedy_values: values };
  expect(remedyInWords({ remedy, remedy_code: 'timeout' })).toMatch(/^Try again;/);
  expect(remedyInWords(known)).toMatch(/kb_use.*knowledge_admin/);
  await showLanguage('de');
  expect(remedyInWords({ remedy, remedy_code: 'timeout' })).toMatch(/^Versuchen Sie es erneut;/);
  expect(remedyInWords(known)).toMatch(/Lesezugriff auf kb_use.*knowledge_admin/);
});

test('what a connector of others says is quoted', () => {
  const remedy = 'Ask Ada.';
  expect(remedyInWords({ remedy })).toBe(remedy);
  expect(remedyInWords({ remedy, remedy_code: 'acme.ask' })).toBe(remedy);
  expect(remedyInWords({ remedy, remedy_code: 'toString' })).toBe(remedy);
  expect(remedyInWords({ remedy: null })).toBeUndefined();
});

test('what a check found is said in the language in use; names are left as they are', async () => {
  expect(detailInWords('7 spaces')).toBe('7 spaces');
  await showLanguage('de');
  expect(detailInWords('1 document library')).toBe('1 Dokumentbibliothek');
  expect(detailInWords('2 document libraries')).toBe('2 Dokumentbibliotheken');
  expect(detailInWords('Members of groups are visible')).toBe(
    'Mitglieder von Gruppen sind sichtbar',
  );
  expect(detailInWords('7 spaces or more')).toBe('7 spaces or more');
  expect(detailInWords('A page in R&D')).toBe('Eine Seite in R&D');
  expect(detailInWords('“tea” finds 5 or more in 0.4 s')).toMatch(
    /^„tea“ findet 5 oder mehr in 0,4\s/,
  );
  expect(detailInWords('“tea” finds 2 in 1.0 s')).toMatch(/^„tea“ findet 2 in 1/);
  expect(detailInWords('Searching works, but “tea” finds nothing')).toBe(
    'Die Suche funktioniert, aber „tea“ findet nichts',
  );
  expect(detailInWords('svc-assistant')).toBe('svc-assistant');
});
