import { expect, test } from 'vitest';
import { changesBetween, valueInWords } from './setting-conflict.ts';

const row = {
  type: 'confluence',
  name: 'Confluence',
  description: '',
  search_language: null,
  sync_schedule: null,
  settings: { url: 'https://acme.atlassian.net', spaces: ['ENG'] },
} as const;

test('progress and status alone are no conflict', () => {
  expect(changesBetween(row, { ...row, settings: { ...row.settings, spaces: ['ENG'] } })).toEqual(
    [],
  );
});

test('names what changed, before and now', () => {
  const settings = { url: row.settings.url, spaces: ['HR'] };
  const planned = { search_language: 'tr', sync_schedule: { type: 'hourly' } } as const;
  const now = { ...row, name: 'Wiki', settings, ...planned };
  expect(changesBetween(row, now)).toEqual([
    { key: 'name', label: 'Name', before: 'Confluence', now: 'Wiki' },
    { key: 'spaces', label: 'Spaces', before: ['ENG'], now: ['HR'] },
    { key: 'search_language', label: 'Language of the texts', before: null, now: 'Turkish' },
    {
      key: 'sync_schedule',
      label: 'When it is synced',
      before: 'Only when asked',
      now: 'Every hour',
    },
  ]);
  expect(valueInWords(['ENG', 'HR'])).toBe('ENG, HR');
  expect(valueInWords([{ table: 'incident', query: 'active=true' }, { table: 'problem' }])).toBe(
    'incident (active=true), problem',
  );
  expect(valueInWords(null)).toBe('—');
});
