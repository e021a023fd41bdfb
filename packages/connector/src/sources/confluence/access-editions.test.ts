import { mayView, type SampleAccount, type SampleConfluencePrincipal } from '@rita/sample-sources';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { addressOf, FOLDER, STORED, smallWorld, USERS } from './test-world.ts';
import { openRun, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

const people = USERS.map((id) => ({ personId: id, addresses: [addressOf(id)] }));

/** A small sample, and who finds a document of it after a reading. */
async function open(edition: 'cloud' | 'data_center' = 'cloud') {
  const sample = await start({ edition, content: smallWorld() });
  const { controls } = sample;
  const model = createAccessModel();
  for (const id of STORED) model.documents.set(id, { kind: 'nobody', reason: 'not_read' });
  return {
    ...controls,
    sample,
    model,
    user: (id: string, change: Partial<SampleAccount>) =>
      Object.assign(controls.site.users.find(({ accountId }) => accountId === id) ?? {}, change),
    give: (...to: SampleConfluencePrincipal[]) =>
      Object.assign(controls.site.spaces[0] ?? {}, { permissions: to.map(mayView) }),
    assign: (to: SampleConfluencePrincipal, role: string) =>
      controls.site.spaces[0]?.assignments.push({ to, role }),
    read: async () => {
      const run = () => openRun(sample, { through: inProcess(sample) });
      const { error, findings } = await model.read(readAccess, run, { people });
      if (error !== undefined) throw error;
      return findings.map(({ code, count }) => `${code} ${count}`);
    },
    finders: (id: string) =>
      people
        .filter((person) => model.finds(person, id, new Date()))
        .map(({ personId }) => personId),
  };
}
type Opened = Awaited<ReturnType<typeof open>>;

describe('spaces of Cloud', () => {
  let at: Opened;
  beforeEach(async () => {
    at = await open();
  });

  it('are for whom permissions and roles let in, together', async () => {
    at.give({ user: 'u3' });
    at.assign({ group: 'g1' }, 'viewer');
    at.assign({ user: 'u4' }, 'writer');
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u3']);
    // A custom role lets one view only if its own list says so.
    Object.assign(at.site.roles[0] ?? {}, { permissions: ['create/page'] });
    await at.read();
    expect(at.finders('10')).toEqual(['u3']);
  });

  it('are the same where the list of permissions repeats what roles grant, or names the roles', async () => {
    at.give({ user: 'u3' }, { role: 'viewer' });
    at.assign({ group: 'g1' }, 'viewer');
    at.switches.permissionsRepeatRoles = true;
    expect(await at.read()).not.toContain('principals_unknown 1');
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u3']);
  });

  it('need no roles on a site that has none yet', async () => {
    at.assign({ user: 'u4' }, 'viewer');
    at.site.roleMode = 'PRE_ROLES';
    expect((await at.read()).join()).not.toContain('space_permissions');
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('keep out whom only refused roles would let in, and say so', async () => {
    at.assign({ user: 'u4' }, 'viewer');
    at.switches.permissionTroubles = { space_roles: 403 };
    expect(await at.read()).toContain('space_permissions_incomplete 2');
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
      expect(await at.read()).toContain('principals_unknown 1');
      expect(at.finders('10')).toEqual([]);
    },
  );
});

describe('what pages of Cloud stand in', () => {
  it.each(['folder', 'whiteboard'] as const)('a %s hands its restriction down', async (type) => {
    const at = await open();
    at.edit(FOLDER, { type, readers: { users: [], groups: ['g1'] } });
    await at.read();
    expect(at.finders('13')).toEqual(['u0', 'u1']);
  });

  it('is for nobody where it does not tell who may read it', async () => {
    const at = await open();
    at.switches.foldersTellReaders = false;
    expect(await at.read()).toContain('restrictions_refused 1');
    expect(at.model.documents.get('13')).toEqual({ kind: 'nobody', reason: 'refused' });
    expect(at.finders('12')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });

  it('is as it was while Confluence fails to tell of it', async () => {
    const at = await open();
    await at.read();
    at.answerNext(/folders\/19/, { status: 500, body: {} }, 9);
    expect(await at.read()).toContain('places_unknown 1');
    expect(at.finders('13')).toEqual(['u0', 'u1', 'u2', 'u3']);
  });
});

describe('addresses that people of Cloud hide', () => {
  let at: Opened;
  beforeEach(async () => {
    at = await open();
    at.user('u1', { showsAddress: false });
  });

  it('are looked up on the Jira of the same site', async () => {
    expect(await at.read()).toContain('addresses_hidden 2');
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    // It is asked of Jira only for those whom no account shows.
    expect(at.calls.filter((call) => call.includes('/rest/api/3/'))).toHaveLength(1);
  });

  it('lead to nobody where somebody calls themselves by one', async () => {
    at.user('u4', { name: addressOf('u1') });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
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

  it.each([401, 403, 404])('stay hidden where Jira refuses: %d', async (status) => {
    at.switches.permissionTroubles = { look_up: status };
    expect(await at.read()).toContain('look_up_refused 1');
    expect(at.finders('10')).toEqual(['u0', 'u2', 'u3']);
  });

  it('are looked up through the gateway by a token that only works there', async () => {
    at.switches.scopedToken = true;
    const url = 'https://acme.atlassian.net';
    const hosts = { [url]: at.sample.url, 'https://api.atlassian.com': at.sample.url };
    const run = () => openRun(at.sample, { settings: { url }, hosts });
    const { error } = await at.model.read(readAccess, run, { people });
    expect(error).toBeUndefined();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    expect(at.calls.join()).toContain('/ex/jira/');
  });
});

describe('people and spaces of Data Center', () => {
  let at: Opened;
  beforeEach(async () => {
    at = await open('data_center');
  });

  it('tell of no space before 9.1, and of who uses the site from 9.2 on', async () => {
    at.switches.dataCenterVersion = '8.9.8';
    expect(await at.read()).toEqual(
      expect.arrayContaining(['space_permissions_refused 2', 'site_permissions_refused 1']),
    );
    expect(at.finders('10')).toEqual([]);
    at.switches.dataCenterVersion = '9.1.0';
    expect(await at.read()).toContain('site_permissions_refused 1');
    expect(at.finders('10')).toEqual([]);
  });

  it('keep out who has no licence, whatever groups they are in', async () => {
    at.site.canUse = [{ user: 'svc' }, { group: 'g1' }];
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1']);
  });

  it('know groups by names, of which case says nothing', async () => {
    Object.assign(at.site.groups[0] ?? {}, { name: 'STAFF of Tea' });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    expect([...at.model.groups.keys()]).toContain('group:staff of tea');
  });

  it('may have groups in groups, in circles too; where lists leave that out, fewer are found', async () => {
    Object.assign(at.site.groups[0] ?? {}, { members: ['u0'], groups: ['g2'] });
    Object.assign(at.site.groups[2] ?? {}, { members: ['u4'], groups: ['g0'] });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u4']);
    at.switches.nestedGroupsAreFlat = false;
    await at.read();
    expect(at.finders('10')).toEqual(['u0']);
  });

  it.each(['masked', 'hidden'] as const)('match nobody by an address that is %s', async (how) => {
    at.switches.addresses = how;
    await at.read();
    expect(at.finders('10')).toEqual([]);
  });

  it('may tell permissions as a list within an object', async () => {
    const row = {
      operation: { operationKey: 'read', targetType: 'space' },
      subject: { type: 'known', userKey: 'u2' },
    };
    at.answerNext(/space\/S1\/permissions/, { status: 200, body: { operations: [row] } });
    await at.read();
    expect(at.finders('10')).toEqual(['u2']);
  });

  it('give administrators no more than anybody else', async () => {
    at.site.groups.push({
      id: 'confluence-administrators',
      name: 'confluence-administrators',
      members: ['u4'],
      groups: [],
    });
    await at.read();
    expect(at.sample.controls.mayOpen({ address: addressOf('u4') }, '10')).toBe(true);
    expect(at.finders('10')).not.toContain('u4');
  });
});
