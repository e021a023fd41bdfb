import type { SampleConfluencePrincipal } from '@rita/sample-sources';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readAccess } from './read-access.ts';
import { createReader, READERS, type Reader } from './test-reader.ts';
import { addressOf, FOLDER } from './test-world.ts';
import { openRun, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

function assign(at: Reader, to: SampleConfluencePrincipal, role: string): void {
  at.site.spaces[0]?.assignments.push({ to, role });
}

describe('spaces of Cloud', () => {
  let at: Reader;
  beforeEach(async () => {
    at = await createReader(start, 'cloud');
  });

  it('are for whom permissions and roles let in, together', async () => {
    at.give({ user: 'u3' });
    assign(at, { group: 'g1' }, 'viewer');
    assign(at, { user: 'u4' }, 'writer');
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u3']);
    // A custom role lets one view only if its own list says so.
    Object.assign(at.site.roles[0] ?? {}, { permissions: ['create/page'] });
    await at.read();
    expect(at.finders('10')).toEqual(['u3']);
  });

  it('are the same where the list of permissions repeats what roles grant, or names the roles', async () => {
    at.give({ user: 'u3' }, { role: 'viewer' });
    assign(at, { group: 'g1' }, 'viewer');
    at.switches.permissionsRepeatRoles = true;
    expect(await at.codes()).not.toContain('principals_unknown 1');
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u3']);
  });

  it('need no roles on a site that has none yet', async () => {
    assign(at, { user: 'u4' }, 'viewer');
    at.site.roleMode = 'PRE_ROLES';
    expect((await at.codes()).join()).not.toContain('space_permissions');
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('keep out whom only refused roles would let in, and say so', async () => {
    assign(at, { user: 'u4' }, 'viewer');
    at.switches.permissionTroubles = { space_roles: 403 };
    expect(await at.codes()).toContain('space_permissions_incomplete 2');
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it.each(['all-licensed-users', 'authenticated-users'] as const)(
    'for %s are for everybody with an account, and not for guests',
    async (name) => {
      at.give({ class: name });
      at.user('u1', { isGuest: true });
      at.user('u2', { kind: 'customer' });
      at.user('u3', { status: 'inactive' });
      await at.read();
      expect(at.finders('10')).toEqual(['u0', 'u4']);
    },
  );

  it('for guests by name or by group are for these guests', async () => {
    at.give({ user: 'u4' }, { group: 'g1' });
    at.user('u1', { isGuest: true });
    at.user('u4', { isGuest: true });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u4']);
  });

  it.each(['all-product-admins', 'jsm-project-admins'] as const)(
    'for %s are for nobody, since nobody says who that is',
    async (name) => {
      at.give({ class: name });
      at.user('u0', { isAdmin: true });
      expect(await at.codes()).toContain('principals_unknown 1');
      expect(at.finders('10')).toEqual([]);
    },
  );
});

describe('what pages of Cloud stand in', () => {
  it.each(['folder', 'whiteboard'] as const)('a %s hands its restriction down', async (type) => {
    const at = await createReader(start, 'cloud');
    at.edit(FOLDER, { type, readers: { users: [], groups: ['g1'] } });
    await at.read();
    expect(at.finders('13')).toEqual(['u0', 'u1']);
  });

  it('is for nobody where it does not tell who may read it', async () => {
    const at = await createReader(start, 'cloud');
    at.switches.foldersTellReaders = false;
    expect(await at.codes()).toContain('restrictions_refused 1');
    expect(at.model.documents.get('13')).toEqual({ kind: 'nobody', reason: 'refused' });
    expect(at.finders('12')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it.each([403, 404])('is for nobody at once where it is out of sight: %d', async (status) => {
    const at = await createReader(start, 'cloud');
    await at.read();
    at.answerNext(/folders\/19/, { status, body: { errors: [] } }, 9);
    await at.read();
    expect(at.accessOf('13')).toEqual({ kind: 'nobody', reason: 'refused' });
  });

  it('is as it was while Confluence fails to tell of it', async () => {
    const at = await createReader(start, 'cloud');
    await at.read();
    at.answerNext(/folders\/19/, { status: 500, body: {} }, 9);
    expect(await at.codes()).toContain('places_unknown 1');
    expect(at.finders('13')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });
});

describe('accounts of Cloud', () => {
  let at: Reader;
  beforeEach(async () => {
    at = await createReader(start, 'cloud');
  });

  it('in a state that is not known here find nothing, and share their address', async () => {
    await at.read();
    at.user('u1', { status: 'unknown' as 'closed' });
    expect(await at.codes()).toContain('accounts_unread 1');
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
    at.user('u1', { address: addressOf('u2') });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u3']);
  });

  it('whose state is left out stay what they were, and are nobody where they are new', async () => {
    at.user('u1', { status: undefined as never });
    expect(await at.codes()).toContain('accounts_unread 1');
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
    at.user('u1', { status: 'active' });
    await at.read();
    at.user('u1', { status: undefined as never });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    // Whoever is no person is out, whatever else is told.
    at.user('u1', { kind: 'app' });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
  });
});

describe('addresses that people of Cloud hide', () => {
  let at: Reader;
  beforeEach(async () => {
    at = await createReader(start, 'cloud');
    at.user('u1', { showsAddress: false });
  });

  it('are looked up on the Jira of the same site', async () => {
    expect(await at.codes()).toContain('addresses_hidden 2');
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    // It is asked of Jira only for those whom no account shows.
    expect(at.calls.filter((call) => call.includes('/rest/api/3/'))).toHaveLength(1);
  });

  it('lead to nobody where somebody calls themselves by one', async () => {
    at.user('u4', { name: addressOf('u1') });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
  });

  it.each([
    ['a name', { name: addressOf('u1') }],
    ['another address', { address: `${addressOf('u1')}.org` }],
  ])('lead to nobody who is found by %s', async (_, change) => {
    at.give({ user: 'u4' });
    at.user('u1', { status: 'closed' });
    at.user('u4', change);
    await at.read();
    expect(at.finders('10')).not.toContain('u1');
  });

  it('lead to nobody where two accounts have one, or the only one is off', async () => {
    at.user('u4', { address: addressOf('u1'), showsAddress: false });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
    at.user('u4', { address: addressOf('u4'), showsAddress: true });
    at.user('u1', { status: 'inactive' });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
  });

  it('lead to nobody whose own one, which is hidden, only begins like it', async () => {
    at.user('u1', { address: `${addressOf('u1')}.org` });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
  });

  it.each([
    ['look_up', 401],
    ['look_up', 403],
    ['look_up', 404],
    ['addresses', 403],
  ] as const)('stay hidden where the site refuses: %s, %d', async (call, status) => {
    at.switches.permissionTroubles = { [call]: status };
    expect(await at.codes()).toContain('look_up_refused 1');
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
  });

  it('lead to whom they led to while Jira fails, and to nobody once it does not find them', async () => {
    await at.read();
    for (const call of ['look_up', 'addresses'] as const) {
      at.switches.permissionTroubles = { [call]: 500 };
      expect(await at.codes()).toContain('look_up_unread 1');
      expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    }
    at.switches.permissionTroubles = {};
    at.user('u1', { address: 'renamed@northwind.example' });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
  });

  it('are looked up through the gateway by a token that only works there', async () => {
    at.switches.scopedToken = true;
    const url = 'https://acme.atlassian.net';
    const hosts = { [url]: at.sample.url, 'https://api.atlassian.com': at.sample.url };
    const run = () => openRun(at.sample, { settings: { url }, hosts });
    const { error } = await at.model.read(readAccess, run, { people: READERS });
    expect(error).toBeUndefined();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    expect(at.calls.join()).toContain('/ex/jira/');
  });
});
