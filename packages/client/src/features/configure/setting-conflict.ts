import type { DataSourceConnection, UpdateDataSourceRequest } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { formatLanguage, formatNames } from '../../lib/format.ts';
import { scheduleInWords } from '../schedule/schedule-draft.ts';
import { isSameSetting } from './is-same-setting.ts';
import { itemInWords } from './item-in-words.ts';

type Row = Pick<
  DataSourceConnection,
  'type' | 'name' | 'description' | 'settings' | 'search_language' | 'sync_schedule'
>;

export type ChangedField = { key: string; label: string; before: unknown; now: unknown };

/** What somebody else changed between two versions, as far as this form could overwrite it. */
export function changesBetween(before: Row, now: Row): ChangedField[] {
  const hints = describeSource(now.type).settingFields;
  const settings = Object.entries(hints).map(([key, hint]) => ({
    key,
    label: hint.label,
    before: before.settings[key] ?? null,
    now: now.settings[key] ?? null,
  }));
  const own = (['name', 'description'] as const).map((key) => ({
    key,
    label: t.connection.fields[key],
    before: before[key],
    now: now[key],
  }));
  const language = {
    key: 'search_language',
    label: t.connection.fields.search_language,
    before: languageInWords(before.search_language),
    now: languageInWords(now.search_language),
  };
  const schedule = {
    key: 'sync_schedule',
    label: t.connection.fields.sync_schedule,
    before: scheduleInWords(before.sync_schedule),
    now: scheduleInWords(now.sync_schedule),
  };
  return [...own, ...settings, language, schedule].filter(
    (field) => !isSameSetting(field.before, field.now),
  );
}

/**
 * What others changed since `seen` and this form, with `changes` to what it began with, would have
 * otherwise. Where both come to the same, as in two tabs of one person, there is nothing to decide.
 */
export function conflictsOf(
  changes: UpdateDataSourceRequest,
  { base, seen, now }: { base: Row; seen: Row; now: Row },
): ChangedField[] {
  const mine = {
    ...base,
    ...changes,
    settings: { ...base.settings, ...changes.settings },
  } as Row;
  const otherwise = new Set(changesBetween(mine, now).map(({ key }) => key));
  return changesBetween(seen, now).filter(({ key }) => otherwise.has(key));
}

function languageInWords(language: Row['search_language']): string | null {
  return language === null ? null : formatLanguage(language);
}

/** A stored value in words. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return '—';
  if (Array.isArray(value)) return value.length === 0 ? '—' : formatNames(value.map(itemInWords));
  if (typeof value === 'boolean') return value ? t.connection.on : t.connection.off;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
