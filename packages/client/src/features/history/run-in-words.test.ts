import { expect, test } from 'vitest';
import { syncFixture } from '../../testing/sync-fixture.ts';
import { resultInWords, starterInWords } from './run-in-words.ts';

const NOW = Date.parse('2026-11-29T12:00:00.000Z');
const said = (...given: Parameters<typeof syncFixture>) =>
  resultInWords(syncFixture(...given), 'confluence', NOW);
const NO_COUNTS = { documents_processed: 0 };

test('what a sync brought', () => {
  const changes = { documents_added: 3, documents_updated: 0, documents_removed: 1 };
  expect(said('1', { ...changes, documents_failed: 2 })).toEqual([
    '12 pages',
    '3\u00a0added and 1\u00a0removed',
    '2 could not be read',
  ]);
  const none = { documents_added: 0, documents_updated: 0, documents_removed: 0 };
  expect(said('1', { ...none, documents_failed: 0 })).toEqual(['12 pages', 'nothing changed']);
});

test('why a run ended otherwise, and by whom', () => {
  const failed = { outcome: 'failed', error_code: 'unreachable' } as const;
  expect(said('1', { ...failed, ...NO_COUNTS })).toEqual(['The source does not answer']);
  const held = { outcome: 'held', error_code: 'too_many_deletions', deletions_held: 8 } as const;
  expect(said('1', { ...held, ...NO_COUNTS })).toEqual([
    'Would have removed 8; nothing was removed',
  ]);
  const ended_by = { type: 'user', name: 'Ada' } as const;
  const cancelled = { outcome: 'cancelled', ...NO_COUNTS } as const;
  expect(said('1', { ...cancelled, ended_by })).toEqual(['Cancelled by Ada']);
  expect(said('1', { ...cancelled, ended_by: { type: 'connector', name: null } })).toEqual([
    'Cancelled by the connector',
  ]);
});

test('what is not known is said, not guessed', () => {
  const lost = { outcome: 'unknown', ended_at: null, documents_processed: null } as const;
  expect(said('1', lost)).toEqual(['It began, and no end of it was recorded']);
  expect(said('1', { started_at: null })).toEqual(['12 pages', 'When it began was not recorded']);
  const [, late] = said('1', { given_up_at: '2026-11-28T12:00:00.000Z' });
  expect(late).toMatch(/^Was given up \(.*28\sNov.*\); its result came later and counts$/);
});

test.each([
  [null, false, 'Who started it was not recorded'],
  [{ type: 'user', name: 'Ada' }, false, 'Started by Ada'],
  [{ type: 'user', name: null }, false, 'Started by somebody'],
  [{ type: 'key', name: 'Nightly' }, false, 'Started with the key Nightly'],
  [{ type: 'link', name: 'Ada' }, false, 'Started with a link that Ada made'],
  [{ type: 'connector', name: null }, false, 'Begun by the connector itself'],
  [{ type: 'system', name: null }, true, 'Started on schedule'],
  [{ type: 'system', name: null }, false, 'Started by the app'],
] as const)('begun by %j, planned: %s', (started_by, is_scheduled, words) => {
  expect(starterInWords(syncFixture('1', { started_by, is_scheduled }))).toBe(words);
});
