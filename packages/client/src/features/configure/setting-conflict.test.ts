import { expect, test } from 'vitest';
import { changesBetween, conflictsOf, valueInWords } from './setting-conflict.ts';

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
    'incident (active=true): Nobody finds them, problem: Nobody finds them',
  );
  expect(valueInWords(null)).toBe('—');
});

test('what both come to is nothing to decide: two tabs of one person', () => {
  const daily = { type: 'daily', time: '03:24', time_zone: 'UTC' } as const;
  const now = {
    ...row,
    // As the database hands it back.
    sync_schedule: { time: '03:24', type: 'daily', time_zone: 'UTC' } as const,
    settings: { ...row.settings, spaces: ['HR', 'ENG'] },
  };
  const at = { base: row, seen: row, now };
  const same = { sync_schedule: daily, settings: { spaces: ['ENG', 'HR'] } };
  expect(conflictsOf(same, at)).toEqual([]);
  const keys = (changes: Parameters<typeof conflictsOf>[0]) =>
    conflictsOf(changes, at).map(({ key }) => key);
  expect(keys({ ...same, sync_schedule: { type: 'hourly' } })).toEqual(['sync_schedule']);
  // What others changed and I did not touch is told, too.
  expect(keys({ sync_schedule: daily })).toEqual(['spaces']);
  expect(conflictsOf({ name: 'Wiki' }, { ...at, seen: now })).toEqual([]);
});
