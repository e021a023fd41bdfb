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

test('what ends with a full stop of its own ends a sentence without a second one', async () => {
  await showLanguage('de');
  const nextAttempt = (when: string) => t.changeWebhook.nextAttempt({ when });
  expect(nextAttempt('in 20 Min.')).toBe('Nächster Versuch in 20 Min.');
  expect(nextAttempt('morgen')).toBe('Nächster Versuch morgen.');
  const often = t.changeWebhook.failedTimes({ count: 4, when: 'vor 2 Std.' });
  expect(often).toBe('4 Mal in Folge fehlgeschlagen, zuerst vor 2 Std.');
  expect(t.people.account({ account: 'Grace B.', evidence: 'x' })).toBe('Grace B., x');
  await showLanguage('ar');
  expect(nextAttempt('20 د.')).toBe('المحاولة التالية \u206820 د.\u2069');
  await showLanguage('en');
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
