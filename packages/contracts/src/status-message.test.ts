import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toOptionList } from './options.ts';
import { dataSourceStatusMessageSchema } from './status-message.ts';

const ids = { connection_id: '0b0f5c1e-6f0a-4d0e-9a43-3f6a3c1f3a11', tenant_id: 'org_1' };
const parse = (message: unknown) => dataSourceStatusMessageSchema.safeParse(message);

test.each([
  { type: 'verification', ...ids, status: 'success', options: { spaces: 'ENG,HR' }, error: null },
  { type: 'verification', ...ids, status: 'failed', options: null, error: 'no' },
  { type: 'sync', ...ids, status: 'sync_started', timestamp: '2026-11-23T10:00:00Z' },
  { type: 'sync', ...ids, status: 'sync_progress', documents_processed: 42 },
  { type: 'sync', ...ids, status: 'sync_failed', error_message: 'no' },
  { type: 'sync', ...ids, status: 'sync_cancelled' },
  { type: 'sync', ...ids, status: 'sync_completed', documents_processed: 42, unknown: { a: 1 } },
])('takes what publishers in the field send: $type $status', (message) => {
  expect(parse(message).success).toBe(true);
});

test.each([
  { type: 'sync', ...ids, status: 'sync_progress', documents_processed: -1 },
  { type: 'sync', ...ids, status: 'sync_progress', documents_processed: 1e308 },
  { type: 'sync', ...ids, status: 'sync_progress', documents_processed: '12' },
  { type: 'sync', ...ids, status: 'success' },
  { type: 'other', ...ids, status: 'success' },
  { type: 'verification', ...ids, connection_id: 'x', status: 'success' },
  { type: 'verification', ...ids, tenant_id: '', status: 'success' },
  { type: 'verification', ...ids, status: 'success', options: ['ENG'] },
  null,
  [],
  'sync',
])('refuses %j', (message) => {
  expect(parse(message).success).toBe(false);
});

test('text of a source is mended and cut, never a reason to lose a result', () => {
  const result = parse({
    type: 'sync',
    ...ids,
    status: 'sync_failed',
    error_message: '\u0000a\uD800',
  });
  expect(result.data).toMatchObject({ error_message: 'a\uFFFD' });
  const long = parse({
    type: 'sync',
    ...ids,
    status: 'sync_failed',
    error_message: 'x'.repeat(9000),
  });
  expect((long.data as { error_message: string }).error_message).toHaveLength(2000);
});

test('an option may be a list or a comma-separated string', () => {
  expect(toOptionList('ENG, HR,')).toEqual([
    { value: 'ENG', label: 'ENG' },
    { value: 'HR', label: 'HR' },
  ]);
  expect(toOptionList([{ value: 'ENG', label: 'Engineering', count: 3 }])).toHaveLength(1);
  expect(toOptionList(undefined)).toEqual([]);
});

test('whatever arrives is either parsed or refused, and pollutes nothing', () => {
  fc.assert(
    fc.property(fc.json(), fc.jsonValue(), (text, extra) => {
      parse(JSON.parse(text));
      parse({ type: 'sync', ...ids, status: 'sync_progress', ...(extra as object) });
      expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    }),
    { numRuns: 500 },
  );
  parse(JSON.parse('{"__proto__":{"polluted":1},"type":"sync"}'));
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
