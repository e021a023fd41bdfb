import { listMembers } from '@rita/contracts';
import { expect, test, vi } from 'vitest';
import { withoutBidiControls } from './bidi.ts';
import { callApi } from './call-api.ts';
import { parseLiveEvent } from './live-stream.ts';

const CONTROLS = [
  '\u202a',
  '\u202b',
  '\u202c',
  '\u202d',
  '\u202e',
  '\u2066',
  '\u2067',
  '\u2068',
  '\u2069',
];

test.each(CONTROLS)('U+%#: nowhere in an answer', (control) => {
  const answer = {
    title: `invoice${control}fdp.exe`,
    path: [`a${control}`, 'b'],
    data: [{ label: control, nested: { name: `${control}x` } }],
    total: 1,
    author: null,
  };
  expect(JSON.stringify(withoutBidiControls(answer))).not.toContain(control);
  expect(withoutBidiControls(answer).data[0]?.nested.name).toBe('x');
});

test('names and their marks stay as they are, and so does what is saved or read as a text', () => {
  const rightToLeft = 'ישראל\u200f (3)';
  const answer = { name: rightToLeft, settings: { cql: 'a\u202eb' }, body: '\u202etext' };
  expect(withoutBidiControls(answer)).toEqual(answer);
});

test('what comes from the server comes without them, by call and by event', async () => {
  const name = 'Ada\u202e';
  const member = { user_id: 'u', email: 'a@example.com', role: 'member' };
  const members = [{ id: 'm', ...member, name, joined_at: '2026-01-01T00:00:00Z' }];
  const answer = Response.json({ data: { members, invitations: [] } });
  vi.stubGlobal('fetch', async () => answer);
  expect((await callApi(listMembers)).data.members[0]?.name).toBe('Ada');

  const ended = parseLiveEvent(
    'snapshot',
    JSON.stringify({
      timestamp: '2026-01-01T00:00:00Z',
      organization_id: 'org\u2067',
      data_sources: [],
    }),
  );
  expect(ended?.data).toMatchObject({ organization_id: 'org' });
});
