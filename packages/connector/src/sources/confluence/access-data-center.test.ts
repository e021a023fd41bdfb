import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { createReader, type Reader } from './test-reader.ts';
import { addressOf } from './test-world.ts';
import { sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

describe('people and spaces of Data Center', () => {
  let at: Reader;
  beforeEach(async () => {
    at = await createReader(start, 'data_center');
  });

  it('tell of no space before 9.1, and of who uses the site from 9.2 on', async () => {
    at.switches.dataCenterVersion = '8.9.8';
    expect(await at.codes()).toEqual(
      expect.arrayContaining(['space_permissions_refused 2', 'site_permissions_refused 1']),
    );
    expect(at.finders('10')).toEqual([]);
    at.switches.dataCenterVersion = '9.1.0';
    expect(await at.codes()).toContain('site_permissions_refused 1');
    expect(at.finders('10')).toEqual([]);
  });

  it('keep out who has no licence, whatever groups they are in', async () => {
    at.site.canUse = [{ user: 'svc' }, { group: 'g1' }];
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1']);
  });

  it('know groups by names, of which case says nothing', async () => {
    Object.assign(at.group('g0'), { name: 'STAFF of Tea' });
    await at.read();
    expect(at.finders('10')).toEqual(['u0', 'u1', 'u2', 'u3']);
    expect([...at.model.groups.keys()]).toContain('group:staff of tea');
  });

  it('may have groups in groups, in circles too; where lists leave that out, fewer are found', async () => {
    Object.assign(at.group('g0'), { members: ['u0'], groups: ['g2'] });
    Object.assign(at.group('g2'), { members: ['u4'], groups: ['g0'] });
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

  it('stay who they were while one of them cannot be looked at', async () => {
    await at.read();
    at.switches.addresses = 'hidden';
    at.answerNext(/user\?key=u1/, { status: 500, body: { message: 'no' } }, 9);
    expect(await at.codes()).toContain('accounts_unread 1');
    // Of the others it was told that they show no address.
    expect(at.finders('10')).toEqual(['u1']);
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
