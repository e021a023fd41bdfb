import { mayView } from '@rita/sample-sources';
import { afterAll, describe, expect, test } from 'vitest';
import { proveAccessFields } from '../testing/prove-access-fields.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { addressOf, FOLDER, STORED, smallWorld, USERS } from './test-world.ts';
import { openRun, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

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
  return site;
}

/** Without these nothing can be known: where the site is, who we are, which spaces there are. */
const opens = [
  /tenant_info|server-information|user\/current/,
  /(spaces|space) \?\S+ results(\[\](\.(id|key))?)?$/,
];
/** What the site itself would have to lie about: who stands above a page, and who else is found. */
const narrows = [/ results\[\]\.ancestors\[\]$/, /user\/search \?query \[\]/];

describe.each(['cloud', 'data_center'] as const)('at %s', (edition) => {
  test('no field of an answer lets anybody find more, or ends a reading', async () => {
    const sample = await start({ edition, content: worldOfAllKinds() });
    const { breaches, readings } = await proveAccessFields({
      readAccess,
      open: ({ through }) =>
        openRun(sample, {
          through: (http) => {
            const direct = inProcess(sample)(http);
            return through?.(direct) ?? direct;
          },
        }),
      documents: STORED,
      people: USERS.map((id) => ({ personId: id, addresses: [addressOf(id)] })),
      opens,
      narrows,
    });
    expect(breaches).toEqual([]);
    expect(readings).toBeGreaterThan(500);
  }, 180_000);
});
