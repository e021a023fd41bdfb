import type { AuditEvent } from '@rita/contracts';
import { expect, test } from 'vitest';
import { describeDetails, namedIn } from './describe-event.ts';
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
  const [head, first, second] = csv.split('\r\n');
  expect(head).toBe('"time","actor","action","object","address","details"');
  expect(first).toContain('"Confluence ""main"""');
  expect(second).toContain(`"'=HYPERLINK(""http://evil.example"")"`);
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
