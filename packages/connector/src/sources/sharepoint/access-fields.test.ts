import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { proveAccessFields } from '../testing/prove-access-fields.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { GROUPS, OWNERS, smallTenant, USERS } from './test-tenant.ts';
import { everybody, openRun } from './testing.ts';

// A whole reading for each field of each answer.
vi.setConfig({ testTimeout: 180_000 });

const [U0 = '', U1 = '', U2 = '', U3 = ''] = USERS;
const [G0 = '', G1 = ''] = GROUPS;

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

test('no field of an answer lets anybody find more, or ends a reading', async () => {
  const documents = ['b!A/f0', 'b!A/f1', 'b!A/f2', 'b!B/g0'];
  const { breaches, readings } = await proveAccessFields({
    readAccess,
    open: ({ through }) =>
      openRun(sample, {
        through: (http) => {
          const direct = inProcess(sample)(http);
          return through?.(direct) ?? direct;
        },
      }),
    documents,
    people: everybody(sample),
    opens: [/token access_token$/, / value(\[\]\.id)?$/],
  });
  expect(breaches).toEqual([]);
  expect(readings).toBeGreaterThan(500);
});
