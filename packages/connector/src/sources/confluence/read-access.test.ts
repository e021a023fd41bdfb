import { DEMO_READERS, mayView, PEOPLE, type SampleConfluence } from '@rita/sample-sources';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { createReader, type Reader } from './test-reader.ts';
import { STORED } from './test-world.ts';
import { openRun, runSync, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterEach(closeAll);

const named = (accountId: string) => ({ accountId, name: accountId });
const NOT = { users: [], groups: [] };
const now = () => new Date('2026-11-28T12:00:00Z');

describe.each(['cloud', 'data_center'] as const)('who may read what at %s', (edition) => {
  let at: Reader;
  beforeEach(async () => {
    at = await createReader(start, edition);
  });

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
    at.user('u2', { status: 'closed' });
    const codes = await at.codes();
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
    Object.assign(at.group('g1'), { members: ['u1'] });
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
    Object.assign(at.group('g0'), { name: 'Renamed' });
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
