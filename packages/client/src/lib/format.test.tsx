import { afterEach, expect, test } from 'vitest';
import { showLanguage } from '../i18n/show-language.ts';
import {
  formatDuration,
  formatList,
  formatMoment,
  formatNames,
  formatRelative,
  formatTimeOfDay,
} from './format.ts';

afterEach(() => showLanguage('en'));

const NAMES = ['Confluence', 'SharePoint'];

test('names in Latin letters do not turn a list that is read from right to left around', async () => {
  expect([formatNames(NAMES), formatList(NAMES)]).toEqual([
    'Confluence, SharePoint',
    'Confluence and SharePoint',
  ]);
  await showLanguage('ar');
  const apart = '\u200f\u2068Confluence\u2069 و\u2068SharePoint\u2069';
  expect([formatNames(NAMES), formatList(NAMES)]).toEqual([apart, apart]);
});

test('names in Arabic letters keep their places in a list that is read from left to right', () => {
  expect(formatNames(['ويكي', 'بوابة'])).toBe('\u2068ويكي\u2069, \u2068بوابة\u2069');
});

test('day and clock are read from right to left where the language is', async () => {
  await showLanguage('ar');
  const moment = formatMoment('2026-11-30T08:00:00Z', Date.parse('2026-11-29T12:00:00Z'));
  // Nothing but values that keep their own direction, and a comma: it has to say which way it goes.
  expect(moment).toMatch(/^\u200f\u2068[^\u2069]+\u2069،\u00a0\u2068/);
});

test('a time of every day is written as the language writes a clock', async () => {
  expect(formatTimeOfDay('18:05')).toBe('18:05');
  await showLanguage('ar');
  expect(formatTimeOfDay('18:05')).toBe('06:05\u00a0م');
});

test('a number and its unit stay together at the end of a line', () => {
  expect(formatDuration(8)).toBe('8\u00a0s');
  expect(formatDuration(4800)).toBe('1\u00a0h 20\u00a0min');
  const now = Date.parse('2026-11-29T12:00:00Z');
  expect(formatRelative('2026-11-29T11:57:00Z', now)).toBe('3\u00a0min\u00a0ago');
});
