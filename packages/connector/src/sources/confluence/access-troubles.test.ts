import { mayView } from '@rita/sample-sources';
import { afterAll, describe, expect, it } from 'vitest';
import { withoutWaiting } from '../testing/without-waiting.ts';
import { createReader } from './test-reader.ts';
import { FOLDER, STORED, USERS } from './test-world.ts';
import { sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);
withoutWaiting();

/** Some five hundred pages of members. */
const MANY = 100_000;
const NOT = { users: [], groups: [] };

const LIMIT = { timeout: 180_000 };
const EDITIONS = ['cloud', 'data_center'] as const;

describe.each(EDITIONS)('who may read what at %s', LIMIT, (edition) => {
  const open = () => createReader(start, edition);

  it('is nobody where principals are of a kind that is not known, and that is told', async () => {
    const at = await open();
    Object.assign(at.site.spaces[0] ?? {}, { permissions: [mayView({ unheardOf: 'u0' })] });
    const codes = await at.codes();
    expect(at.accessOf('10')).toEqual({ kind: 'nobody', reason: 'unknown_principal' });
    expect(codes).toContain('principals_unknown 1');
  });

  it.each([403, 404])('is nobody where a space or restrictions are refused: %d', async (status) => {
    const at = await open();
    await at.read();
    at.switches.permissionTroubles = { restrictions: status, restrictions_in_bulk: status };
    const refused = await at.codes();
    expect(at.accessOf('10')).toEqual({ kind: 'nobody', reason: 'refused' });
    expect(refused.join()).toContain('restrictions_refused');
    at.switches.permissionTroubles = { space_permissions: status, space_roles: status };
    const codes = await at.codes();
    expect(at.finders('10')).toEqual([]);
    expect(codes).toContain('space_permissions_refused 2');
    at.switches.permissionTroubles = {};
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it.each(['space_permissions', 'restrictions', 'people', 'members'] as const)(
    'stays as it was while the source fails with %s',
    async (call) => {
      const at = await open();
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
    const at = await open();
    await at.read();
    at.switches.permissionTroubles = { space_permissions: 500 };
    Object.assign(at.group('g0'), { members: ['u3'] });
    await at.read();
    expect(at.finders('10')).toEqual(['u3']);
  });

  it('is asked page by page where the search knows nothing', async () => {
    const at = await open();
    at.item('11').readers = { ...NOT, groups: ['g1'] };
    at.switches.permissionTroubles = { restrictions_in_bulk: 500 };
    await at.read();
    expect(at.finders('11')).toEqual(['u0', 'u1']);
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('is what is known of a list of pages that breaks off, and hides nothing it did not name', async () => {
    const at = await open();
    await at.read();
    const list = edition === 'cloud' ? /spaces\/2\/pages/ : /expand=version.*S2.*type\+%3D\+page/;
    const times = edition === 'cloud' ? 9 : 1;
    at.answerNext(list, { status: 400, body: { message: 'no' } }, times);
    const { end, codes } = await at.read();
    expect(end).toMatchObject({ documents: false });
    expect(codes).toEqual(expect.arrayContaining(['list_unread 1', 'permissions_unread 2']));
    expect(at.finders('20')).toEqual(['u0', 'u1', 'u2', 'u3']);
    at.remove('21');
    await at.read();
    expect(at.accessOf('21')).toEqual({ kind: 'nobody', reason: 'not_met' });
  });

  it('is nobody’s where a page is gone, or in another space, whatever list breaks off', async () => {
    const at = await open();
    await at.read();
    const list = edition === 'cloud' ? /spaces\/2\/pages/ : /expand=version.*S2.*type\+%3D\+page/;
    at.answerNext(list, { status: 400, body: { message: 'no' } }, edition === 'cloud' ? 9 : 1);
    at.remove('20');
    at.item('21').spaceId = '3';
    at.site.spaces.push({ ...at.site.spaces[0], id: '3', key: '~u0', type: 'personal' } as never);
    const { end } = await at.read();
    expect(end).toMatchObject({ documents: false });
    for (const id of ['20', '21']) {
      expect(at.accessOf(id)).toEqual({ kind: 'nobody', reason: 'not_met' });
    }
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('reads very large groups, and believes no list that goes round in circles', async () => {
    const at = await open();
    const many = Array.from({ length: MANY }, (_, index) => ({
      ...(at.site.users[0] as (typeof at.site.users)[number]),
      accountId: `m${index}`,
      address: `m${index}@northwind.example`,
    }));
    at.site.users = [...at.site.users, ...many];
    const members = [...many.map(({ accountId }) => accountId), 'u4'];
    Object.assign(at.group('g0'), { members });
    await at.read();
    expect(at.finders('10')).toEqual(['u4']);
    at.switches.ignoresStart = true;
    const { codes, end } = await at.read();
    expect(end?.people).toBe(false);
    expect(codes).toEqual(expect.arrayContaining(['people_unread 1', 'groups_unread 1']));
    expect(at.finders('10')).toEqual(['u4']);
  });

  it('matches nobody by an address that two accounts have, or whose account is off', async () => {
    const at = await open();
    const [u0, u1, u2] = at.site.users;
    Object.assign(u1 ?? {}, { address: u0?.address });
    Object.assign(u2 ?? {}, { status: 'inactive' });
    const codes = await at.codes();
    expect(at.finders('10')).toEqual(['u3']);
    expect(codes).toContain('addresses_shared 1');
  });

  it('lets in everybody with an account where anybody may come in, as the site’s own setting says', async () => {
    const at = await open();
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
