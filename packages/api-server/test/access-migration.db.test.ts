import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOlderDatabase } from './older-database.ts';

let older: Awaited<ReturnType<typeof openOlderDatabase>>;
beforeAll(async () => {
  older = await openOlderDatabase({ name: 'access', before: '011' });
});
afterAll(() => older.close());

test('connections of before are as at the source, with a first reading that is due where they are in use', async () => {
  await older.execute([
    `insert into organizations (id, name, slug) values ('o', 'O', 'o')`,
    `insert into data_source_connections (organization_id, type, name, enabled)
       values ('o', 'confluence', 'In use', true), ('o', 'servicenow', 'Not in use', false)`,
    `insert into users (id, name, email, address_proved_at, address_proved_by) values
       ('a', 'a', 'a@x', now(), 'identity_provider'), ('b', 'b', 'b@x', now(), 'mail'),
       ('c', 'c', 'c@x', null, null)`,
  ]);
  await older.upgrade();

  const stateOf = async () =>
    (
      await older.database.executeSql(`
        select name, mode, access.status, last_checked_at, summary, every_minutes,
          next_check_at <= now() as is_due, access.organization_id
        from connection_access access join data_source_connections on id = connection_id
        order by name`)
    ).rows;
  const fresh = {
    ...{ mode: 'source', status: 'idle', last_checked_at: null, summary: null, every_minutes: 30 },
    organization_id: 'o',
  };
  const inUse = { ...fresh, name: 'In use', is_due: true };
  const notInUse = { ...fresh, name: 'Not in use', is_due: null };
  expect(await stateOf()).toEqual([inUse, notInUse]);
  // A process of the build before adds connections without knowing of the table.
  await older.database.executeSql(
    `insert into data_source_connections (organization_id, type, name) values ('o', 'sharepoint', 'Later')`,
  );
  expect(await stateOf()).toEqual([inUse, { ...notInUse, name: 'Later' }, notInUse]);
  await older.database.executeSql(`delete from data_source_connections where name = 'Later'`);
  expect(await stateOf()).toEqual([inUse, notInUse]);

  const claims = await older.database.executeSql('select id, address_claim from users order by id');
  expect(claims.rows).toEqual([
    { id: 'a', address_claim: 'verified' },
    { id: 'b', address_claim: null },
    { id: 'c', address_claim: null },
  ]);
});
