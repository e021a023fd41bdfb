import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isProtected } from './protected-file.ts';
import { inProcess } from './test-in-process.ts';
import { smallTenant } from './test-tenant.ts';
import { runReadAgain, runSync } from './testing.ts';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const name = Buffer.from('EncryptedPackage', 'utf16le');

test.each([
  ['an Office file that was encrypted', Buffer.concat([OLE, Buffer.alloc(504), name]), true],
  ['a Word document of before', Buffer.concat([OLE, Buffer.from('Word.Document.8')]), false],
  ['a PDF that a label encrypted', Buffer.from('%PDF-1.7\n/Filter /MicrosoftIRMServices'), true],
  ['a PDF', Buffer.from('%PDF-1.7\n/Filter /FlateDecode'), false],
  ['a text about them', Buffer.from('EncryptedPackage and /MicrosoftIRMServices'), false],
])('%s', (_, bytes, expected) => {
  expect(isProtected(bytes)).toBe(expected);
});

describe('a file with a sensitivity label', () => {
  let sample: SampleSharePoint;
  beforeEach(async () => {
    sample = await startSampleSharePoint({ tenant: smallTenant() });
  });
  afterEach(() => sample.close());
  const F0 = { externalId: 'b!A/f0', title: 'f0', url: null };
  const through = () => ({ through: inProcess(sample) });
  const label = (kind: 'plain' | 'encrypted') =>
    sample.controls.edit('f0', { label: kind, contentVersion: 2 });

  test('that encrypts is no document, and the reason is told', async () => {
    label('encrypted');
    const { stored, failed } = await runSync(sample, through());
    expect(stored.has('b!A/f0')).toBe(false);
    expect(failed).toMatchObject([
      { externalId: 'b!A/f0', code: 'not_readable', reason: expect.stringContaining('encrypted') },
    ]);
  });

  test('that encrypts it later takes away what was stored before, in a sync and read alone', async () => {
    const first = await runSync(sample, through());
    expect(first.stored.has('b!A/f0')).toBe(true);
    label('encrypted');
    const again = await runReadAgain(sample, [F0], through());
    expect(again.removed).toEqual(['b!A/f0']);
    const { stored, cursor } = first;
    const later = await runSync(sample, { ...through(), stored, cursor });
    expect(later.error).toBeUndefined();
    expect(stored.has('b!A/f0')).toBe(false);
  });

  test('that only marks it changes nothing', async () => {
    label('plain');
    const { stored, failed } = await runSync(sample, through());
    expect([stored.has('b!A/f0'), failed]).toEqual([true, []]);
  });
});
