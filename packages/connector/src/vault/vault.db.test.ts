import { randomBytes, randomUUID } from 'node:crypto';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, MIGRATIONS, type Tables } from '../platform/db/tables.ts';
import { cleanUp } from '../platform/housekeeping.ts';
import { requireKey } from './connector-keys.ts';
import { VaultError } from './envelope.ts';
import { type MasterKeys, readMasterKeys } from './master-keys.ts';
import { createVault, type Owner } from './vault.ts';

const oldKey = randomBytes(32).toString('base64');
const newKey = randomBytes(32).toString('base64');
const vault = createVault(readMasterKeys(oldKey));
const content = { credentials: { api_token: 'canary-vault' }, boundSettings: { url: 'https://a' } };

let place: TestDatabase;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase({ migrations: MIGRATIONS, name: 'vault' });
  database = await openDatabase<Tables>({ ...place, log: silentLog });
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

function newOwner(tenantId: string = randomUUID()): Owner {
  return { tenantId, connectionId: randomUUID(), connectionType: 'confluence' };
}

async function addActive(owner: Owner, secret = content): Promise<string> {
  const id = await vault.insertCandidate(database.kysely, owner, secret);
  await vault.activate(database.kysely, owner, id);
  return id;
}

describe('sets', () => {
  test('a candidate counts only once it is activated', async () => {
    const owner = newOwner();
    const id = await vault.insertCandidate(database.kysely, owner, content);
    expect(await vault.findActive(database.kysely, owner)).toBeUndefined();
    await vault.activate(database.kysely, owner, id);
    expect(await vault.findActive(database.kysely, owner)).toEqual({ id, ...content });
  });

  test('the set before stays readable for who began with it, until nobody needs it', async () => {
    const owner = newOwner();
    const first = await addActive(owner);
    const second = await addActive(owner);
    expect((await vault.findActive(database.kysely, owner))?.id).toBe(second);
    expect((await vault.findSet(database.kysely, owner, first))?.id).toBe(first);
    await cleanUp(database);
    expect(await vault.findSet(database.kysely, owner, first)).toBeUndefined();
  });

  test('a candidate that nobody used is removed', async () => {
    const owner = newOwner();
    const id = await vault.insertCandidate(database.kysely, owner, content);
    await sql`update vault_credential_sets set expires_at = now() - interval '1 second'
      where id = ${id}`.execute(database.kysely);
    await cleanUp(database);
    expect(await vault.findSet(database.kysely, owner, id)).toBeUndefined();
    await expect(vault.activate(database.kysely, owner, id)).rejects.toThrow(VaultError);
  });

  test('forgetting takes all sets of the connection, and no other', async () => {
    const [gone, stays] = [newOwner('t'), newOwner('t')];
    await addActive(gone);
    await addActive(stays);
    await vault.forget(database.kysely, gone);
    expect(await vault.findActive(database.kysely, gone)).toBeUndefined();
    expect(await vault.findActive(database.kysely, stays)).toBeDefined();
  });
});

describe('what somebody with the database can do (reliability row 98)', () => {
  test.each([0, 5, 12, 20, 30])('byte %i flipped', async (offset) => {
    const owner = newOwner();
    const id = await addActive(owner);
    await sql`update vault_credential_sets set ciphertext =
      set_byte(ciphertext, ${offset}::int, get_byte(ciphertext, ${offset}::int) # 1)
      where id = ${id}`.execute(database.kysely);
    await expect(vault.findActive(database.kysely, owner)).rejects.toThrow(VaultError);
  });

  test.each([
    ['tenants', () => [newOwner('one'), newOwner('two')]],
    ['connections of a tenant', () => [newOwner('same'), newOwner('same')]],
  ])('rows swapped between %s', async (_, owners) => {
    const [a, b] = owners() as [Owner, Owner];
    const idA = await addActive(a);
    const idB = await addActive(b);
    await sql`update vault_credential_sets one set ciphertext = other.ciphertext
      from vault_credential_sets other where one.id = ${idA} and other.id = ${idB}`.execute(
      database.kysely,
    );
    await expect(vault.findActive(database.kysely, a)).rejects.toThrow(VaultError);
  });

  test('a row given to another tenant, its data key too', async () => {
    const [from, to] = [newOwner(), newOwner()];
    const id = await addActive(from);
    await addActive(to);
    await vault.forget(database.kysely, to);
    await sql`update vault_credential_sets set tenant_id = ${to.tenantId},
      connection_id = ${to.connectionId} where id = ${id}`.execute(database.kysely);
    await sql`update vault_data_keys one set wrapped_key = other.wrapped_key
      from vault_data_keys other where one.tenant_id = ${to.tenantId}
        and other.tenant_id = ${from.tenantId}`.execute(database.kysely);
    await expect(vault.findActive(database.kysely, to)).rejects.toThrow(VaultError);
  });

  test('another VAULT_KEY', async () => {
    const owner = newOwner();
    await addActive(owner);
    const stranger = createVault(readMasterKeys(newKey));
    await expect(stranger.findActive(database.kysely, owner)).rejects.toThrow(VaultError);
  });
});

describe('rotation of VAULT_KEY', () => {
  test('the old key opens, the new one takes over, and then the old one can go', async () => {
    const owner = newOwner();
    await addActive(owner);
    const purposes = ['root', 'sealing'] as const;
    const keysWith = (master: MasterKeys) =>
      Promise.all(purposes.map((purpose) => requireKey(database.kysely, master, purpose)));
    const before = await keysWith(readMasterKeys(oldKey));
    const both = readMasterKeys(`k2:${newKey} default:${oldKey}`);
    expect(await createVault(both).findActive(database.kysely, owner)).toMatchObject(content);
    await keysWith(both);
    const onlyNew = readMasterKeys(`k2:${newKey}`);
    expect(await createVault(onlyNew).findActive(database.kysely, owner)).toMatchObject(content);
    const after = await keysWith(onlyNew);
    expect(after.map(({ kid }) => kid)).toEqual(before.map(({ kid }) => kid));
  });
});

describe('a lost VAULT_KEY (issue row 15)', () => {
  const lostVault = createVault(readMasterKeys(newKey));

  test('what it opened is told of, and new credentials are kept beside it', async () => {
    const owner = newOwner();
    const id = await addActive(owner);
    expect(await lostVault.listLost(database.kysely)).toContainEqual({
      id,
      tenantId: owner.tenantId,
      connectionId: owner.connectionId,
    });
    const next = { ...content, credentials: { api_token: 'canary-next' } };
    const candidate = await lostVault.insertCandidate(database.kysely, owner, next);
    await lostVault.activate(database.kysely, owner, candidate);
    expect(await lostVault.findActive(database.kysely, owner)).toMatchObject(next);
    const stillLost = await lostVault.listLost(database.kysely);
    expect(stillLost.filter(({ tenantId }) => tenantId === owner.tenantId)).toEqual([]);
  });

  test('a key that is found again opens what was written before and since, whatever it is called', async () => {
    const [owner, other] = [newOwner('found'), newOwner('found')];
    await addActive(owner);
    const since = await lostVault.insertCandidate(database.kysely, other, content);
    await lostVault.activate(database.kysely, other, since);
    // Neither was given a name, so both wrote under that of the default.
    const found = createVault(readMasterKeys(`new:${newKey} old:${oldKey}`));
    expect(await found.listLost(database.kysely)).not.toContainEqual(
      expect.objectContaining({ tenantId: 'found' }),
    );
    expect(await found.findActive(database.kysely, owner)).toMatchObject(content);
    expect(await found.findActive(database.kysely, other)).toMatchObject(content);
  });

  test('the connector gets a root and a sealing key of its own; those of before stay', async () => {
    const [mine, lost] = [randomBytes(32), randomBytes(32)].map((bytes) =>
      readMasterKeys(bytes.toString('base64')),
    ) as [MasterKeys, MasterKeys];
    for (const purpose of ['root', 'sealing'] as const) {
      const before = await requireKey(database.kysely, lost, purpose);
      const after = await requireKey(database.kysely, mine, purpose);
      expect(after.kid).not.toBe(before.kid);
      expect((await requireKey(database.kysely, lost, purpose)).kid).toBe(before.kid);
      expect((await requireKey(database.kysely, mine, purpose)).kid).toBe(after.kid);
    }
  });
});

test('ten first starts at once share one root key', async () => {
  const keys = readMasterKeys(randomBytes(32).toString('base64'));
  const made = await Promise.all(
    Array.from({ length: 10 }, () => requireKey(database.kysely, keys, 'root')),
  );
  expect(new Set(made.map(({ kid }) => kid)).size).toBe(1);
});

test('ten first users at once share one data key', async () => {
  const owner = newOwner();
  const sets = Array.from({ length: 10 }, () =>
    vault.insertCandidate(database.kysely, owner, content),
  );
  for (const id of await Promise.all(sets)) {
    expect(await vault.findSet(database.kysely, owner, id)).toMatchObject(content);
  }
});
