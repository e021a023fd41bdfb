import { DEMO_READERS, mayView, PEOPLE, type SampleConfluence } from '@rita/sample-sources';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { addressOf, FOLDER, STORED, smallWorld, USERS } from './test-world.ts';
import { openRun, runSync, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

const people = USERS.map((id) => ({ personId: id, addresses: [addressOf(id)] }));
const now = () => new Date('2026-11-28T12:00:00Z');

/** A connector's memory of a small sample, and readings into it. */
async function createReader(edition: 'cloud' | 'data_center') {
  const sample = await start({ edition, content: smallWorld() });
  const model = createAccessModel();
  for (const id of STORED) model.documents.set(id, { kind: 'nobody', reason: 'not_read' });
  const open = () => openRun(sample, { through: inProcess(sample), now });
  return {
    ...sample.controls,
    model,
    item: (id: string) => {
      const found = sample.controls.site.content.find((one) => one.id === id);
      if (!found) throw new Error(`no ${id}`);
      return found;
    },
    read: async (who = people) => {
      const outcome = await model.read(readAccess, open, { people: who });
      if (outcome.error !== undefined) throw outcome.error;
      const codes = outcome.findings.map(({ code, count }) => `${code} ${count}`);
      return { ...outcome, codes };
    },
    /** Who finds a document. */
    finders: (id: string) =>
      people.filter((person) => model.finds(person, id, now())).map(({ personId }) => personId),
    /** Whom the sample itself lets open it. */
    openers: (id: string) =>
      USERS.filter((user) => sample.controls.mayOpen({ address: addressOf(user) }, id)),
    accessOf: (id: string) => model.documents.get(id),
  };
}
type Reader = Awaited<ReturnType<typeof createReader>>;
const named = (accountId: string) => ({ accountId, name: accountId });
const NOT = { users: [], groups: [] };

describe.each(['cloud', 'data_center'] as const)('who may read what at %s', (edition) => {
  let at: Reader;
  beforeEach(async () => {
    at = await createReader(edition);
  });
  afterEach(closeAll);

  it('is whoever is named in each restriction above, and not by the nearest one alone', async () => {
    at.item('10').readers = { ...NOT, groups: ['g1'] };
    at.item('12').readers = { users: [named('u0'), named('u2')], groups: [] };
    await at.read();
    expect(at.finders('11')).toEqual(['u0', 'u1']);
    // u2 is named on the page and out of sight of what is above it.
    expect(at.finders('12')).toEqual(['u0']);
    expect(at.finders('11/att30')).toEqual(['u0', 'u1']);
    for (const id of STORED) expect(at.finders(id)).toEqual(at.openers(id));
  });

  it('takes a person in one group above and in another below for a reader', async () => {
    at.site.groups.push({ id: 'g3', name: 'Group g3', members: ['u1', 'u3'], groups: [] });
    at.item('10').readers = { ...NOT, groups: ['g1'] };
    at.item('11').readers = { ...NOT, groups: ['g3'] };
    await at.read();
    expect(at.finders('11')).toEqual(['u1']);
  });

  it('is nobody outside of the space, whatever a page says', async () => {
    at.item('20').readers = { users: [named('u4')], groups: ['g2'] };
    await at.read();
    expect(at.finders('20')).toEqual([]);
    expect(at.finders('22')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('takes two empty lists for no restriction, and only people who are gone for nobody', async () => {
    at.item('10').readers = NOT;
    at.item('11').readers = { users: [named('u2')], groups: ['gone'] };
    const user = at.site.users.find(({ accountId }) => accountId === 'u2');
    Object.assign(user ?? {}, { status: 'closed' });
    const { codes } = await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u3']);
    expect(at.finders('11')).toEqual([]);
    expect(codes).toContain('groups_gone 1');
  });

  it('changes without a new version: restrictions, spaces, groups, moves', async () => {
    await at.read();
    expect(at.finders('21')).toEqual(['u0', 'u1', 'u2', 'u3']);
    at.item('20').readers = { ...NOT, groups: ['g1'] };
    await at.read();
    expect(at.finders('21')).toEqual(['u0', 'u1']);
    Object.assign(at.site.groups.find(({ id }) => id === 'g1') ?? {}, { members: ['u1'] });
    await at.read();
    expect(at.finders('21')).toEqual(['u1']);
    at.item('21').parentId = null;
    await at.read();
    expect(at.finders('21')).toEqual(['u0', 'u1', 'u2', 'u3']);
    Object.assign(at.site.spaces[1] ?? {}, { permissions: [mayView({ user: 'u4' })] });
    await at.read();
    expect(at.finders('21')).toEqual(['u4']);
  });

  it('does not follow the name of a group, nor permissions that are not about viewing', async () => {
    Object.assign(at.site.groups[0] ?? {}, { name: 'Renamed' });
    const [space] = at.site.spaces;
    space?.permissions.push({ to: { user: 'u4' }, key: 'create', targetType: 'page' });
    space?.permissions.push({ to: { user: 'u4' }, key: 'read', targetType: 'comment' });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('goes by lists that have pages, in bulk and alone', async () => {
    at.switches.largestLimit = 2;
    const users = ['u0', 'u1', 'u2', 'u3', 'u4'].map(named);
    at.item('10').readers = { users, groups: [] };
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    expect(at.calls.join('\n')).toContain('content/10/restriction');
  });

  it('loses whom a list leaves out without a sign, and lets in nobody for it', async () => {
    at.switches.cutReaders = 1;
    at.item('10').readers = { users: ['u0', 'u1'].map(named), groups: [] };
    await at.read();
    expect(at.finders('10')).toEqual(['u0']);
  });

  it('is nobody where principals are of a kind that is not known, and that is told', async () => {
    Object.assign(at.site.spaces[0] ?? {}, { permissions: [mayView({ unheardOf: 'u0' })] });
    const { codes } = await at.read();
    expect(at.accessOf('10')).toEqual({ kind: 'nobody', reason: 'unknown_principal' });
    expect(codes).toContain('principals_unknown 1');
  });

  it.each([403, 404])('is nobody where a space or restrictions are refused: %d', async (status) => {
    await at.read();
    at.switches.permissionTroubles = { restrictions: status, restrictions_in_bulk: status };
    const refused = await at.read();
    expect(at.accessOf('10')).toEqual({ kind: 'nobody', reason: 'refused' });
    expect(refused.codes.join()).toContain('restrictions_refused');
    at.switches.permissionTroubles = { space_permissions: status, space_roles: status };
    const { codes } = await at.read();
    expect(at.finders('10')).toEqual([]);
    expect(codes).toContain('space_permissions_refused 2');
    at.switches.permissionTroubles = {};
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it.each(['space_permissions', 'restrictions', 'people', 'members'] as const)(
    'stays as it was while the source fails with %s',
    async (call) => {
      at.item(FOLDER).readers = { ...NOT, groups: ['g1'] };
      await at.read();
      const before = STORED.map(at.finders);
      at.switches.permissionTroubles = { [call]: 500 };
      const { codes, pages, end } = await at.read();
      expect(STORED.map(at.finders)).toEqual(before);
      expect(codes.join()).toContain('_unread');
      if (call === 'people') expect(end?.people).toBe(false);
      if (call === 'space_permissions') {
        expect(pages.flatMap(({ unreadDocuments = [] }) => unreadDocuments)).toHaveLength(8);
      }
    },
  );

  it('keeps the groups of what could not be read, for they are in the rules that stay', async () => {
    await at.read();
    at.switches.permissionTroubles = { space_permissions: 500 };
    Object.assign(at.site.groups.find(({ id }) => id === 'g0') ?? {}, { members: ['u3'] });
    await at.read();
    expect(at.finders('10')).toEqual(['u3']);
  });

  it('is asked page by page where the search knows nothing', async () => {
    at.item('11').readers = { ...NOT, groups: ['g1'] };
    at.switches.permissionTroubles = { restrictions_in_bulk: 500 };
    await at.read();
    expect(at.finders('11')).toEqual(['u0', 'u1']);
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('is what is known of a list of pages that breaks off, and hides nothing it did not name', async () => {
    await at.read();
    const list = edition === 'cloud' ? /spaces\/2\/pages/ : /expand=version.*S2.*type\+%3D\+page/;
    at.answerNext(list, { status: 400, body: { message: 'no' } });
    const { end, codes } = await at.read();
    expect(end).toMatchObject({ documents: false });
    expect(codes).toEqual(expect.arrayContaining(['list_unread 1', 'permissions_unread 2']));
    expect(at.finders('20')).toEqual(['u0', 'u1', 'u2', 'u3']);
    at.remove('21');
    await at.read();
    expect(at.accessOf('21')).toEqual({ kind: 'nobody', reason: 'not_met' });
  });

  it('reads groups of 100,000, and believes no list that goes round in circles', async () => {
    const many = Array.from({ length: 100_000 }, (_, index) => ({
      ...(at.site.users[0] as (typeof at.site.users)[number]),
      accountId: `m${index}`,
      address: null,
    }));
    at.site.users.push(...many.slice(0, 3_000));
    const members = [...many.slice(0, 3_000).map(({ accountId }) => accountId), 'u4'];
    Object.assign(at.site.groups.find(({ id }) => id === 'g0') ?? {}, { members });
    await at.read();
    expect(at.finders('10')).toEqual(['u4']);
    at.switches.ignoresStart = true;
    const { codes, end } = await at.read();
    expect(end?.people).toBe(false);
    expect(codes).toEqual(expect.arrayContaining(['people_unread 1', 'groups_unread 1']));
    expect(at.finders('10')).toEqual(['u4']);
  }, 30_000);

  it('matches nobody by an address that two accounts have, or whose account is off', async () => {
    const [u0, u1, u2] = at.site.users;
    Object.assign(u1 ?? {}, { address: u0?.address });
    Object.assign(u2 ?? {}, { status: 'inactive' });
    const { codes } = await at.read();
    expect(at.finders('10')).toEqual(['u3']);
    expect(codes).toContain('addresses_shared 1');
  });

  it('lets in everybody with an account where anybody may come in, as the site’s own setting says', async () => {
    Object.assign(at.site.spaces[0] ?? {}, {
      permissions: [mayView({ class: 'anonymous-users' })],
    });
    await at.read();
    expect(at.finders('10')).toEqual([]);
    at.site.isAnonymousAllowed = true;
    await at.read();
    expect(at.finders('10')).toEqual([...USERS]);
    // Something in front of the site that signs in whoever comes by proves nothing.
    const body = { type: 'known', displayName: 'proxy' };
    at.answerNext(/user\/current/, { status: 200, body }, 9);
    await at.read();
    expect(at.finders('10')).toEqual([]);
  });
});

it('two people to look through the eyes of find what the demo shows them', async () => {
  for (const edition of ['cloud', 'data_center'] as const) {
    const sample: SampleConfluence = await start({ edition });
    const model = createAccessModel();
    const through = inProcess(sample);
    model.applySync(await runSync(sample, { through }));
    const everybody = PEOPLE.map(({ address }) => ({ personId: address, addresses: [address] }));
    const open = () => openRun(sample, { through, now });
    const { error } = await model.read(readAccess, open, { people: everybody });
    expect(error).toBeUndefined();
    const ids = [...model.documents.keys()];
    for (const person of everybody) {
      const address = person.addresses[0] ?? '';
      const found = ids.filter((id) => model.finds(person, id, now()));
      expect(found).toEqual(ids.filter((id) => sample.controls.mayOpen({ address }, id)));
    }
    const sizeOf = ({ address }: { address: string }) =>
      ids.filter((id) => sample.controls.mayOpen({ address }, id)).length;
    expect(sizeOf(DEMO_READERS.broad)).toBeGreaterThan(sizeOf(DEMO_READERS.narrow) + 20);
  }
});
