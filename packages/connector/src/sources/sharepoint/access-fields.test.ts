import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { proveAccessCalls } from '../testing/prove-access-calls.ts';
import { proveAccessFields } from '../testing/prove-access-fields.ts';
import type { RunChange } from '../testing/source-run.ts';
import { withoutWaiting } from '../testing/without-waiting.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { GROUPS, guid, OWNERS, smallTenant, USERS } from './test-tenant.ts';
import { everybody, openRun } from './testing.ts';

// A whole reading for each field of each answer.
vi.setConfig({ testTimeout: 300_000 });

const [U0 = '', U1 = '', U2 = '', U3 = ''] = USERS;
const [G0 = '', G1 = ''] = GROUPS;

const TWINS = [guid(9, 0), guid(9, 1)];
const TWIN = 'twin@northwind.example';

/** Something of everything that names people. */
function tenantOfAllKinds() {
  const tenant = smallTenant();
  const grants = {
    f0: [{ to: [{ user: U0 }, { siteGroup: 4 }, { group: G0 }], roles: ['read'] }],
    F1: [
      { to: [{ user: U1 }], roles: ['read'], link: { scope: 'users', type: 'view' } },
      { to: [{ user: U2 }], roles: ['read'], link: { scope: 'existingAccess', type: 'view' } },
      { to: [{ user: U3 }], roles: ['read'], link: { scope: 'users', type: 'createOnly' } },
    ],
    f2: [
      { to: [{ ownersOf: G1 }], roles: ['read'] },
      { to: [{ user: U2 }], roles: ['sp.Limited Access'] },
    ],
    g0: [{ to: [{ class: 'everyone' as const }], roles: ['read'] }],
  };
  for (const item of tenant.items) {
    const own = grants[item.id as keyof typeof grants];
    if (own) item.grants = [OWNERS, ...own];
  }
  const [, members] = tenant.sites[0]?.siteGroups ?? [];
  if (members) members.members = [{ user: U3 }, { ownersOf: G1 }];
  const [g0, g1] = tenant.directory.groups;
  Object.assign(g0 ?? {}, { members: [{ group: G1 }] });
  Object.assign(g1 ?? {}, { members: [{ user: U2 }], owners: [U1] });
  // Two accounts with one address lead to neither, whatever is not told of the other one.
  const [twin] = tenant.directory.users;
  if (twin) tenant.directory.users.push(...TWINS.map((id) => ({ ...twin, id, mail: TWIN })));
  const f0 = tenant.items.find(({ id }) => id === 'f0');
  f0?.grants?.push(...TWINS.map((user) => ({ to: [{ user }], roles: ['read'] })));
  return tenant;
}

let sample: SampleSharePoint;
beforeAll(async () => {
  sample = await startSampleSharePoint({
    certificate: createCertificate(30),
    tenant: tenantOfAllKinds(),
  });
});
afterAll(() => sample.close());
withoutWaiting();

const proof = () => ({
  readAccess,
  open: ({ through }: RunChange) =>
    openRun(sample, {
      through: (http) => {
        const direct = inProcess(sample)(http);
        return through?.(direct) ?? direct;
      },
    }),
  documents: ['b!A/f0', 'b!A/f1', 'b!A/f2', 'b!B/g0'],
  people: everybody(sample),
});

test('no field of an answer lets anybody find more, or ends a reading', async () => {
  const { breaches, readings } = await proveAccessFields({
    ...proof(),
    // An account that is not listed, or that shows another address, shares none as far as anybody can see.
    narrows: [/users \?\S+ value\[\] removed$/, / value\[\]\.mail /],
    opens: [/token access_token$/, / value(\[\]\.id)?$/],
  });
  expect(breaches).toEqual([]);
  expect(readings).toBeGreaterThan(1_000);
});

test('no call that is refused, or fails, lets anybody find more, or loses anything for good', async () => {
  const { breaches, cases } = await proveAccessCalls({
    ...proof(),
    // An app that is not signed in any more.
    opens: [/token/, / 401$/],
  });
  expect(breaches).toEqual([]);
  expect(cases).toBeGreaterThan(100);
});
