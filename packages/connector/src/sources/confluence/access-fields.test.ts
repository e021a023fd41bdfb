import { mayView } from '@rita/sample-sources';
import { afterAll, describe, expect, test } from 'vitest';
import { proveAccessCalls } from '../testing/prove-access-calls.ts';
import { proveAccessFields } from '../testing/prove-access-fields.ts';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import { readAccess } from './read-access.ts';
import { withinProcess } from './test-in-process.ts';
import { addressOf, FOLDER, STORED, smallWorld, USERS } from './test-world.ts';
import { openRun, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);
withoutWaiting();

const TWIN = 'twin@northwind.example';

/** Something of everything that names people. */
function worldOfAllKinds() {
  const site = smallWorld();
  const [one, two] = site.spaces;
  one?.permissions.push(mayView({ class: 'all-licensed-users' }), mayView({ unheardOf: 'u4' }));
  Object.assign(two ?? {}, {
    permissions: [mayView({ user: 'u0' }), mayView({ class: 'anonymous-users' })],
    assignments: [
      { to: { group: 'g1' }, role: 'viewer' },
      { to: { user: 'u4' }, role: 'writer' },
    ],
  });
  const named = (accountId: string) => ({ accountId, name: accountId });
  const readers: Record<string, { users: ReturnType<typeof named>[]; groups: string[] }> = {
    '10': { users: ['u0', 'u1', 'u3', 'u4'].map(named), groups: [] },
    '12': { users: [], groups: ['g1'] },
    [FOLDER]: { users: [named('u3')], groups: ['g2'] },
    '21': { users: [named('u0')], groups: [] },
    '22': { users: [], groups: ['gone'] },
  };
  for (const item of site.content) item.readers = readers[item.id] ?? null;
  const [, u1, u2, , u4] = site.users;
  Object.assign(u1 ?? {}, { showsAddress: false });
  Object.assign(u2 ?? {}, { status: 'inactive' });
  Object.assign(u4 ?? {}, { name: 'Somebody else', isGuest: true });
  // Two accounts with one address lead to neither, whatever is not told of the other one.
  const twins = ['t0', 't1'].map((accountId) => ({
    ...u1,
    accountId,
    address: TWIN,
    showsAddress: true,
  }));
  site.users.push(...(twins as typeof site.users));
  site.canUse.push({ user: 't0' }, { user: 't1' });
  readers['10']?.users.push(named('t0'), named('t1'));
  one?.permissions.push(mayView({ user: 't0' }), mayView({ user: 't1' }));
  return site;
}

/** Without these nothing can be known: where the site is, who we are, which spaces there are. */
const opens = [
  /tenant_info|server-information|user\/current/,
  /(spaces|space) \?\S+ results(\[\](\.(id|key))?)?$/,
];
/**
 * What the site itself would have to lie about: who stands above a page, who else there is, and that
 * they have an address.
 */
const narrows = [
  / results\[\]\.ancestors\[\] removed$/,
  /user\/search \?query \[\]/,
  /\/search(\/user)? \?cql&limit&start results\[\] removed$/,
  /\/user \S+ email |(\]|user)\.email /,
];

describe.each(['cloud', 'data_center'] as const)('at %s', (edition) => {
  const proof = async () => {
    const sample = await start({ edition, content: worldOfAllKinds() });
    return {
      readAccess,
      open: (change: RunChange) => openRun(sample, withinProcess(sample, change)),
      documents: STORED,
      people: [...USERS.map((id) => [id, addressOf(id)]), ['twin', TWIN]].map(
        ([personId = '', address = '']) => ({ personId, addresses: [address] }),
      ),
    };
  };

  test('no field of an answer lets anybody find more, or ends a reading', async () => {
    const { breaches, readings } = await proveAccessFields({ ...(await proof()), opens, narrows });
    expect(breaches).toEqual([]);
    expect(readings).toBeGreaterThan(1_000);
  }, 300_000);

  test('no call that is refused, or fails, lets anybody find more, or loses anything for good', async () => {
    const { breaches, cases } = await proveAccessCalls({
      ...(await proof()),
      opens: [...opens, /\/(spaces|space) \?/],
      // A site that has no roles yet does not have the address, either.
      usual: [/role-assignments \?limit 404/],
    });
    expect(breaches).toEqual([]);
    expect(cases).toBeGreaterThan(80);
  }, 180_000);
});
