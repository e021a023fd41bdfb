import {
  type SampleGrant,
  type SampleSharePoint,
  startSampleSharePoint,
} from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { inProcess } from './test-in-process.ts';
import { GROUPS, OWNERS, smallTenant, USERS } from './test-tenant.ts';
import { createReaders } from './testing.ts';

vi.setConfig({ testTimeout: 60_000 });

const CERTIFICATE = createCertificate(30);
const START = Date.parse('2026-11-28T12:00:00Z');
const [U0 = '', U1 = ''] = USERS;
const person = { personId: 'p0', addresses: ['mail0@northwind.example'] };
const openTo = (user: string): SampleGrant[] => [OWNERS, { to: [{ user }], roles: ['read'] }];

let sample: SampleSharePoint;
let now: number;
const readersOf = () =>
  createReaders(sample, { now: () => new Date(now), through: inProcess(sample) });
afterEach(() => sample.close());

describe('where the listing tells of changed permissions', () => {
  let readers: ReturnType<typeof createReaders>;
  beforeEach(async () => {
    now = START;
    sample = await startSampleSharePoint({ tenant: smallTenant() });
    sample.controls.switches.rights.push('Sites.FullControl.All');
    readers = readersOf();
    await readers.sync();
    await readers.read();
  });

  const finds = (id = 'b!A/f0') => readers.model.finds(person, id, new Date(now));
  /** Files whose permissions a reading asked for. */
  const asked = async () => {
    const { batched, error, end } = await readers.read();
    expect([error, end?.documents]).toEqual([undefined, true]);
    const files = batched.flatMap((one) => /items\/(\w+)\/permissions/.exec(one)?.[1] ?? []);
    return [...new Set(files)].toSorted();
  };

  test('only what was shared anew is asked for', async () => {
    expect(await asked()).toEqual([]);
    sample.controls.share('f0', openTo(U0));
    expect(await asked()).toEqual(['f0']);
    expect(finds()).toBe(true);
    expect(await asked()).toEqual([]);
    expect(finds()).toBe(true);
    sample.controls.share('f0', openTo(U1));
    expect(await asked()).toEqual(['f0']);
    expect(finds()).toBe(false);
  });

  test('a folder, which is never marked, and the library itself have everything asked for', async () => {
    sample.controls.share('F1', openTo(U0));
    expect(await asked()).toEqual(['f0', 'f1', 'f2']);
    expect([finds('b!A/f1'), finds('b!A/f2'), finds('b!A/f0')]).toEqual([true, true, false]);
    const library = sample.controls.tenant.libraries.find(({ id }) => id === 'b!A');
    if (library) library.grants = openTo(U0);
    expect(await asked()).toEqual(['f0', 'f1', 'f2']);
    expect(finds()).toBe(true);
  });

  test('groups of what has not changed are still read', async () => {
    sample.controls.share('f0', [OWNERS, { to: [{ group: GROUPS[0] ?? '' }], roles: ['read'] }]);
    expect(await asked()).toEqual(['f0']);
    const [group] = sample.controls.tenant.directory.groups;
    group?.members.push({ user: U0 });
    expect(await asked()).toEqual([]);
    expect(finds()).toBe(true);
    if (group) group.members = [];
    expect(await asked()).toEqual([]);
    expect(finds()).toBe(false);
  });

  test('everything is read anew when the last whole reading is a day ago', async () => {
    now += 23 * 3600 * 1000;
    expect(await asked()).toEqual([]);
    now += 2 * 3600 * 1000;
    expect(await asked()).toEqual(['f0', 'f1', 'f2', 'g0']);
  });

  test.each([
    ['is not known any more', { goneTimes: 9 }],
    ['is refused', { lostLinkStatus: 404 }],
    ['needs a right that was taken away', { rights: ['User.Read.All', 'GroupMember.Read.All'] }],
  ] as const)('everything is read anew when the link %s', async (_, change) => {
    sample.controls.share('f0', openTo(U0));
    Object.assign(sample.controls.switches, change);
    expect(await asked()).toEqual(['f0', 'f1', 'f2', 'g0']);
    expect(finds()).toBe(true);
  });

  test('what was stored without a rule since, as by a sync, is asked for although nothing changed', async () => {
    sample.controls.share('f0', openTo(U0));
    await asked();
    for (const reason of ['not_read', 'not_met'] as const) {
      readers.model.documents.set('b!A/f0', { kind: 'nobody', reason });
      expect(await asked()).toEqual(['f0']);
      expect(finds()).toBe(true);
    }
    expect(await asked()).toEqual([]);
  });

  test('what could not be read is told of again', async () => {
    sample.controls.share('f0', openTo(U0));
    const broken = { status: 500, body: { error: { code: 'generalException', message: '' } } };
    sample.controls.answerNext(/items\/f0\/permissions/, broken, 3);
    expect(await asked()).toEqual(['f0']);
    expect(finds()).toBe(false);
    expect(await asked()).toEqual(['f0']);
    expect(finds()).toBe(true);
  });
});

describe('calls of a reading of 1,000 unchanged files in 40 folders', () => {
  /** Some files and folders have permissions of their own. */
  function largeTenant() {
    const tenant = smallTenant();
    const model = tenant.items.find(({ id }) => id === 'f0');
    if (!model) throw new Error('no file');
    const folders = Array.from({ length: 40 }, (_, index) => ({
      ...model,
      id: `D${index}`,
      kind: 'folder' as const,
      name: `Folder ${index}`,
      grants: index < 3 ? openTo(U0) : null,
    }));
    const files = Array.from({ length: 1000 }, (_, index) => ({
      ...model,
      id: `x${index}`,
      name: `Note ${index}.txt`,
      parentId: `D${index % 40}`,
      grants: index % 100 === 99 ? openTo(U1) : null,
    }));
    return { ...tenant, pages: [], items: [...folders, ...files] };
  }

  test.each([
    ['a certificate', true, [], 0.03],
    ['the right to be told of changes', false, ['Sites.FullControl.All'], 0.03],
    // Nothing but each file's own answer proves who may open it: a twentieth of the calls.
    ['neither', false, [], 0.06],
  ] as const)('with %s', async (_, isCertified, rights, share) => {
    now = START;
    sample = await startSampleSharePoint({
      tenant: largeTenant(),
      ...(isCertified ? { certificate: CERTIFICATE } : {}),
    });
    sample.controls.switches.rights.push(...rights);
    const readers = readersOf();
    const { calls } = await readers.sync();
    expect(calls.length).toBeGreaterThan(1000);
    await readers.read();
    const second = await readers.read();
    expect(second.error).toBeUndefined();
    expect(second.calls.length / calls.length).toBeLessThan(share);
    const finds = (id: string) => readers.model.finds(person, `b!A/${id}`, new Date(now));
    // In a folder of its own permissions, in one without, and with its own.
    expect([finds('x0'), finds('x3'), finds('x99')]).toEqual([true, false, false]);
  });
});

describe('what is told to inherit', () => {
  beforeEach(async () => {
    now = START;
    sample = await startSampleSharePoint({
      certificate: CERTIFICATE,
      tenant: smallTenant(),
    });
  });

  test.each([
    ['a list of items that ends too soon', { cutFlags: 0 }],
    ['an API that refuses', { rest: 'refused' }],
    ['items without their numbers', {}],
  ] as const)('is asked for itself after %s', async (name, change) => {
    const readers = readersOf();
    sample.controls.share('F2', openTo(U0));
    sample.controls.share('f1', openTo(U0));
    await readers.sync();
    Object.assign(sample.controls.switches, change);
    if (name.includes('numbers')) {
      const empty = { value: [], '@odata.deltaLink': `${sample.url}/v1.0/x` };
      sample.controls.answerNext(
        /delta\?\$select=id,sharepointIds/,
        { status: 200, body: empty },
        9,
      );
    }
    const { batched } = await readers.read();
    const files = batched.flatMap((one) => /items\/(f\d)\/permissions/.exec(one)?.[1] ?? []);
    expect(files.toSorted()).toEqual(['f0', 'f1', 'f2']);
    const finds = (id: string) => readers.model.finds(person, `b!A/${id}`, new Date(now));
    expect([finds('f0'), finds('f1'), finds('f2')]).toEqual([false, true, true]);
  });

  test('takes one question for all that inherit, and one for each that does not', async () => {
    const readers = readersOf();
    sample.controls.share('F1', openTo(U0));
    sample.controls.share('f2', openTo(U1));
    await readers.sync();
    const { batched } = await readers.read();
    const asked = batched.filter((one) => one.includes('b!A') && one.includes('/permissions'));
    expect(asked.map((one) => one.replace(/.*b!A\//, '')).toSorted()).toEqual([
      'items/f2/permissions',
      'root/permissions',
      'root:/F1:/permissions',
    ]);
    const finds = (id: string) => readers.model.finds(person, `b!A/${id}`, new Date(now));
    expect([finds('f0'), finds('f1'), finds('f2')]).toEqual([false, true, false]);
  });
});
