import type { AuditEvent } from '@rita/contracts';
import { expect, test } from 'vitest';
import { actorsInWords, describeDetails, namedIn } from './describe-event.ts';
import { toCsv } from './to-csv.ts';

const event = {
  id: '1',
  organization_id: 'organization-1',
  occurred_at: '2026-11-23T12:00:00.000Z',
  action: 'sync.completed',
  actor_type: 'user',
  actor_id: 'user-1',
  actor_label: 'Ana Díaz <ana@acme.example>',
  object_type: 'data_source',
  object_id: 'connection-1',
  object_label: 'Confluence "main"',
  ip: null,
  details: {},
} as const satisfies AuditEvent;

test('quotes what has quotes, and defuses what a spreadsheet would run', () => {
  const csv = toCsv([event, { ...event, object_label: '=HYPERLINK("http://evil.example")' }]);
  // Excel needs the byte order mark to read UTF-8.
  expect(csv[0]).toBe('\ufeff');
  const [head, first, second] = csv.slice(1).split('\r\n');
  expect(head).toBe('"time","actor","action","object","address","details"');
  expect(first).toContain('"Confluence ""main"""');
  expect(second).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
});

test.each([
  '=1+1',
  '+1',
  '-1',
  '@SUM(1)',
  '\t=1',
  '\r=1',
  '\n=1',
  ' =1',
  '\u00a0=1',
  '\u200f=1',
  '\ufeff@a',
  '＝1',
  '＋1',
])('%j does not run', (label) => {
  expect(toCsv([{ ...event, object_label: label }])).toContain(`,"'${label}",`);
});

test.each(['a=1', '1-2', '×', ''])('%j stays as it is', (label) => {
  expect(toCsv([{ ...event, object_label: label }])).toContain(`,"${label}",`);
});

test('says who did what on which object', () => {
  expect(namedIn(event)).toEqual({ actor: 'Ana Díaz', object: 'Confluence "main"' });
  expect(namedIn({ ...event, actor_type: 'connector' }).actor).toBe('The connector');
});

test('turns known details into words and leaves unknown ones out', () => {
  const details = { documents_processed: 1284, documents_failed: 0, run_id: 'x' };
  expect(describeDetails({ ...event, details })).toEqual(['1,284 documents']);
  expect(describeDetails({ ...event, details: { error_code: 'unreachable' } })).toEqual([
    'The source does not answer',
  ]);
  const changed = { fields: ['name', 'settings'], settings: ['spaces'] };
  expect(describeDetails({ ...event, details: changed })).toEqual(['Changed: name, spaces']);
  const role = { role: 'admin', previous_role: 'member' };
  expect(describeDetails({ ...event, details: role })).toEqual(['From member to admin']);
});

test('tells what a sync changed, and nothing of one that did not come to read', () => {
  const counts = { documents_added: 3, documents_updated: 0, documents_removed: 1 };
  const details = { documents_processed: 12, documents_failed: 2, ...counts };
  expect(describeDetails({ ...event, details })).toEqual([
    '12 documents',
    '3\u00a0added and 1\u00a0removed',
    '2 failed',
  ]);
  const early = { ...event, action: 'sync.failed' as const };
  const none = { documents_processed: 0, error_code: 'unreachable' };
  expect(describeDetails({ ...early, details: none })).toEqual(['The source does not answer']);
});

test('names people to choose from, with their address only where two have the same name', () => {
  const actor = (actor_id: string, actor_label: string | null) =>
    ({ actor_id, actor_type: 'user', actor_label }) as const;
  const actors = [
    actor('3', 'Zoe <zoe@acme.example>'),
    actor('1', 'Ana <ana@acme.example>'),
    actor('2', 'Ana <ana@other.example>'),
    actor('4', null),
    { ...actor('5', 'Ana <ana@acme.example>'), actor_type: 'link' as const },
    { ...actor('6', 'Ana <ana@acme.example>'), actor_type: 'link' as const },
  ];
  expect(actorsInWords(actors)).toEqual([
    { id: '1', name: 'Ana <ana@acme.example>' },
    { id: '2', name: 'Ana <ana@other.example>' },
    { id: '4', name: 'Somebody' },
    { id: '5', name: 'Somebody with a link of Ana' },
    { id: '6', name: 'Somebody with a link of Ana' },
    { id: '3', name: 'Zoe' },
  ]);
});
