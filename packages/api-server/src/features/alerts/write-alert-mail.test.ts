import { ALERT_KINDS, type Alert, LANGUAGES } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import { mergeAlerts } from './merge-alerts.ts';
import { ALERT_MESSAGES, writeAlertMail } from './write-alert-mail.ts';

const ID = '6f1b3c52-5a5e-4a0e-9a4e-0c8f1f5f0001';
const source = (name: string) => ({ id: ID, type: 'confluence' as const, name });
const alertOf = (kind: Alert['kind'], count: number): Alert => ({
  ...{ kind, cause: 'unreachable', since: '2026-11-29T00:00:00.000Z' },
  sources: Array.from({ length: count }, (_, at) => source(`Source ${at}`)),
});
const write = (language: (typeof LANGUAGES)[number], ...alerts: Alert[]) =>
  writeAlertMail(
    { email: 'guest@example.com', language },
    { organization: 'Northwind', alerts, publicUrl: 'https://rita.example' },
  );

describe.each(LANGUAGES)('in %s', (language) => {
  test.each(ALERT_KINDS)('%s is said of one and of several', (kind) => {
    const texts = [1, 2, 3, 11, 100].map((count) => write(language, alertOf(kind, count)).text);
    for (const text of texts) expect(text).not.toMatch(/[{}]|undefined/);
    expect(new Set(texts.map((text) => text.split(':')[0])).size).toBeGreaterThan(1);
    expect(texts[3]).toContain('11');
  });

  test('each cause has words of its own', () => {
    const { causes } = ALERT_MESSAGES[language];
    expect(Object.keys(causes)).toEqual(
      expect.arrayContaining(Object.keys(ALERT_MESSAGES.de.causes)),
    );
    expect(new Set(Object.values(causes)).size).toBe(Object.values(causes).length);
  });

  test('a cause that no alert of ours has is said without it', () => {
    const text = write(language, { ...alertOf('failed', 1), cause: 'last_owner' }).text;
    expect(text).not.toContain('undefined');
  });
});

test('names of connections begin no line of a mail', () => {
  const alert = { ...alertOf('failed', 1), sources: [source('A\r\nBcc: everybody@example.com')] };
  expect(write('en', alert).text).not.toMatch(/^Bcc/m);
});

test('what is worse comes first, and a connection once in a line', () => {
  const told = (kind: Alert['kind'], url: string) => ({
    ...{ kind, cause: 'unreachable' as const, since: new Date(0), settings: { url } },
    source: source('One'),
  });
  const lines = mergeAlerts([
    told('repaired', 'https://one.example'),
    told('failed', 'https://one.example/a'),
    told('failed', 'https://one.example/b'),
    told('failed', 'https://two.example'),
  ]);
  expect(lines.map(({ kind, sources }) => [kind, sources.length])).toEqual([
    ['failed', 1],
    ['failed', 1],
    ['repaired', 1],
  ]);
});
