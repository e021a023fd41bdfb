import { expect, test } from 'vitest';
import { deCounted } from '../i18n/de-counted.ts';
import { t } from '../i18n/index.ts';
import { showLanguage } from '../i18n/show-language.ts';

test('messages become functions in the language in use', async () => {
  expect(t.counted.pages({ count: 1 })).toBe('1 page');
  expect(t.counted.pages({ count: 1284 })).toBe('1,284 pages');
  expect(t.common.save).toBe('Save');
  await showLanguage('de');
  expect(t.counted.pages({ count: 1 })).toBe('1 Seite');
  expect(t.counted.pages({ count: 1284 })).toBe('1.284 Seiten');
  expect(typeof deCounted.counted.pages).toBe('function');
});

test('what is put into a text from right to left keeps its own direction', async () => {
  await showLanguage('ar');
  expect(t.dataSources.open({ name: 'Wiki (old)' })).toContain('\u2068Wiki (old)\u2069');
  expect(t.access.openText({ count: 3, documents: 'x' })).toContain('\u2068x\u2069');
  const said = t.people.account({ account: 'liam', evidence: 'x' });
  expect(said).toBe('\u200f\u2068liam\u2069، \u2068x\u2069');
  await showLanguage('en');
  expect(t.dataSources.open({ name: 'Wiki' })).toBe('Open Wiki');
});

test('a section kept by a module follows the language, and can be looked into', async () => {
  const { nav } = t;
  expect(nav.settings).toBe('Settings');
  await showLanguage('de');
  expect(nav.settings).toBe('Einstellungen');
  expect(Object.hasOwn(nav, 'settings')).toBe(true);
  expect(Object.hasOwn(nav, 'toString')).toBe(false);
  expect({ ...nav }.settings).toBe('Einstellungen');
  expect(Object.keys(t.roles)).toEqual(['owner', 'admin', 'member']);
});
