import {
  addressesOf,
  grantsOf,
  type OpeningOptions,
  type SampleSharePoint,
  type SampleTenant,
  startSampleSharePoint,
  verdictsOn,
} from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apply, type Change, change } from './test-histories.ts';
import { inProcess } from './test-in-process.ts';
import { smallTenant } from './test-tenant.ts';
import { createReaders } from './testing.ts';

/**
 * Random histories of grants, links, moves, groups and people at the sample, read through the
 * driver into the connector's rules. After each reading, each person finds what the sample itself
 * says that they may open, and nothing else.
 */
type Step = Change | { do: 'read' } | { do: 'wait' } | { do: 'links'; isOpen: boolean };
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: change },
  { weight: 3, arbitrary: fc.constant({ do: 'read' as const }) },
  fc.constant({ do: 'wait' as const }),
  fc.boolean().map((isOpen) => ({ do: 'links' as const, isOpen })),
);

const DAY = 24 * 3600 * 1000;
const START = Date.parse('2026-11-28T12:00:00Z');

describe.each([
  ['a certificate', { isCertified: true, rights: [] }],
  ['a secret', { isCertified: false, rights: [] }],
  ['a secret, told of what was shared', { isCertified: false, rights: ['Sites.FullControl.All'] }],
])('with %s', (_, { isCertified, rights }) => {
  let sample: SampleSharePoint;
  /** Each history begins with the same tenant, so that it is read only once. */
  let synced: Awaited<ReturnType<ReturnType<typeof createReaders>['sync']>> | undefined;
  beforeAll(async () => {
    const certificate = isCertified ? { certificate: createCertificate(30) } : {};
    sample = await startSampleSharePoint(certificate);
    sample.controls.switches.rights.push(...rights);
  });
  afterAll(() => sample.close());

  async function perform(steps: readonly Step[]): Promise<number> {
    Object.assign(sample.controls.tenant, smallTenant());
    let now = START;
    const settings: Record<string, unknown> = { organization_links: 'ignore' };
    const readers = createReaders(sample, {
      settings,
      now: () => new Date(now),
      through: inProcess(sample),
    });
    synced ??= await readers.sync();
    readers.take(synced);
    let verdicts = 0;
    for (const one of [...steps, { do: 'read' as const }]) {
      if (one.do === 'wait') now += 3 * DAY;
      else if (one.do === 'links') settings.organization_links = one.isOpen ? 'members' : 'ignore';
      else if (one.do !== 'read') apply(sample, one);
      if (one.do === 'restrict') settings.only_groups = one.groups ?? [];
      if (one.do === 'links' || one.do === 'restrict') readers.model.forgetCursor();
      if (one.do !== 'read') continue;
      const { error, end } = await readers.read({ people: peopleOf(sample.controls.tenant) });
      expect(error).toBeUndefined();
      expect(end).toMatchObject({ people: true, documents: true });
      verdicts += judge(readers, new Date(now), settings.organization_links === 'members');
    }
    return verdicts;
  }

  function judge(
    { model, stored }: ReturnType<typeof createReaders>,
    now: Date,
    links: boolean,
  ): number {
    const { tenant } = sample.controls;
    const people = peopleOf(tenant);
    const mayOpen = verdictsOn(tenant);
    const isMirrored = createMirror(tenant, isCertified);
    const options = { now, holdsOrganizationLinks: links };
    const wrong: string[] = [];
    for (const person of people) {
      const [address = ''] = person.addresses;
      const found = model.foundBy(person, now);
      for (const id of stored.keys()) {
        const isOpen = mayOpen({ address }, id, options);
        if (found.has(id) && !isOpen) wrong.push(`${address} finds ${id}`);
        else if (isOpen && !found.has(id) && isMirrored(address, id, options)) {
          wrong.push(`${address} does not find ${id}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    return people.length * stored.size;
  }

  test('nobody finds more than they can open, or less', async () => {
    let verdicts = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        verdicts += await perform(steps);
      }),
      { numRuns: 400 },
    );
    expect(verdicts).toBeGreaterThan(50_000);
  }, 120_000);
});

/**
 * Whether the product can know what the sample does. It cannot where an address leads to two
 * accounts, where a list of permissions has no owner in it, and, with a secret, who is in the
 * groups of a site.
 */
function createMirror(tenant: SampleTenant, isCertified: boolean) {
  const sites = tenant.sites.map((site) => ({ ...site, siteGroups: [] }));
  const mayOpenOtherwise = verdictsOn({ ...tenant, sites });
  return (address: string, id: string, options: OpeningOptions): boolean => {
    const accounts = tenant.directory.users.filter(
      (user) => user.accountEnabled && addressesOf(user).includes(address),
    );
    const grants = grantsOf(tenant, id);
    if (accounts.length > 1 || !grants.some(({ roles }) => roles.includes('owner'))) return false;
    return isCertified || mayOpenOtherwise({ address }, id, options);
  };
}

function peopleOf({ directory }: SampleTenant) {
  const addresses = new Set(directory.users.flatMap(addressesOf));
  return [...addresses].map((address) => ({ personId: address, addresses: [address] }));
}
