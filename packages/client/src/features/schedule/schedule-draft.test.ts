import type { SyncSchedule } from '@rita/contracts';
import { describe, expect, test } from 'vitest';
import { connectionFixture } from '../../testing/connection-fixture.ts';
import { nextSyncInWords } from './next-sync.ts';
import {
  draftFor,
  draftOf,
  previewNext,
  readDraft,
  type ScheduleDraft,
  scheduleInWords,
  timeZones,
} from './schedule-draft.ts';

const BERLIN = 'Europe/Berlin';
const empty = draftOf(null, BERLIN);
const with_ = (changes: Partial<ScheduleDraft>) => readDraft({ ...empty, ...changes });

describe('a draft', () => {
  test.each<[SyncSchedule | null, string]>([
    [null, 'Only when asked'],
    [{ type: 'hourly' }, 'Every hour'],
    [{ type: 'every_hours', hours: 6 }, 'Every 6 hours'],
    [
      { type: 'daily', time: '06:30', time_zone: 'America/New_York' },
      'Every day at 06:30 (America/New York)',
    ],
    [{ type: 'cron', expression: '0 6 * * 1-5', time_zone: 'UTC' }, 'Cron 0 6 * * 1-5 (UTC)'],
  ])('of %j stands for it', (schedule, words) => {
    expect(readDraft(draftOf(schedule, BERLIN))).toEqual({ schedule });
    expect(scheduleInWords(schedule)).toBe(words);
  });

  test('begins with the zone of the browser, and keeps the stored one', () => {
    expect(empty).toMatchObject({ type: 'manual', timeZone: BERLIN });
    const stored = { type: 'daily', time: '06:30', time_zone: 'Asia/Tokyo' } as const;
    expect(draftOf(stored, BERLIN).timeZone).toBe('Asia/Tokyo');
    expect(timeZones([BERLIN, 'Asia/Tokyo']).slice(0, 3)).toEqual([BERLIN, 'Asia/Tokyo', 'UTC']);
  });

  test.each<[Partial<ScheduleDraft>, string | undefined]>([
    [{ type: 'every_hours', hours: '1' }, undefined],
    [{ type: 'every_hours', hours: '0' }, 'hours'],
    [{ type: 'every_hours', hours: '2.5' }, 'hours'],
    [{ type: 'every_hours', hours: '' }, 'hours'],
    [{ type: 'every_hours', hours: '200' }, 'hours'],
    [{ type: 'daily', time: '' }, 'time'],
    [{ type: 'daily', timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ type: 'cron', expression: ' 0  6 * * 1-5 ' }, undefined],
    [{ type: 'cron', expression: '' }, 'expression'],
    [{ type: 'cron', expression: '@daily' }, 'expression'],
    [{ type: 'cron', expression: '0 0 6 * * *' }, 'expression'],
    [{ type: 'cron', expression: '* * * * *' }, 'expression'],
    [{ type: 'cron', expression: '0 0 30 2 *' }, 'expression'],
  ])('%j: fault in %s', (changes, field) => {
    expect(with_(changes).fault?.field).toBe(field);
  });

  test('once an hour is hourly', () => {
    expect(with_({ type: 'every_hours', hours: '1' })).toEqual({ schedule: { type: 'hourly' } });
  });
});

describe('what the form begins with', () => {
  const ids = Array.from({ length: 200 }, (_, at) => `6f1b3c52-5a5e-4a0e-9a4e-${at}`);
  const fresh = (id: string) => draftFor(connectionFixture({ id }), BERLIN);

  test('a connection that nobody saved yet is synced daily at a quiet hour, each at another minute', () => {
    expect(readDraft(fresh(ids[0] ?? ''))).toMatchObject({
      schedule: { type: 'daily', time_zone: BERLIN },
    });
    const times = ids.map((id) => fresh(id).time);
    for (const time of times) expect(time).toMatch(/^0[1-4]:[0-5]\d$/);
    expect(new Set(times).size).toBeGreaterThan(80);
    expect(fresh('a').time).toBe(fresh('a').time);
  });

  test('what somebody saved stays, also that nothing starts by itself', () => {
    const manual = connectionFixture({ enabled: true });
    expect(readDraft(draftFor(manual, BERLIN))).toEqual({ schedule: null });
    const sync_schedule = { type: 'daily', time: '18:15', time_zone: 'UTC' } as const;
    const daily = connectionFixture({ sync_schedule });
    expect(readDraft(draftFor(daily, BERLIN))).toEqual({ schedule: sync_schedule });
  });
});

test('the preview is what the server will plan, failures counted', () => {
  const now = Date.parse('2026-11-23T14:31:00Z');
  const hourly = { type: 'hourly' } as const;
  expect(previewNext(null, { sync_failures: 0 }, now)).toBeNull();
  expect(previewNext(hourly, { sync_failures: 0 }, now)).toBe('2026-11-23T15:00:00.000Z');
  expect(previewNext(hourly, { sync_failures: 2 }, now)).toBe('2026-11-23T18:00:00.000Z');
});

test('the next sync is said where it is planned and not said already', () => {
  const now = Date.parse('2026-11-23T12:00:00');
  const next_sync_at = new Date(2026, 10, 23, 15).toISOString();
  const planned = connectionFixture({ next_sync_at });
  expect(nextSyncInWords(planned, 'ready', now)).toBe('next: 15:00');
  expect(nextSyncInWords(planned, 'failed', now)).toBe('next try: 15:00');
  expect(nextSyncInWords(planned, 'synced', now)).toBe('');
  expect(nextSyncInWords({ ...planned, status: 'syncing' }, 'syncing', now)).toBe('');
  expect(nextSyncInWords(connectionFixture(), 'ready', now)).toBe('');
});
