import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOlderDatabase } from './older-database.ts';

let older: Awaited<ReturnType<typeof openOlderDatabase>>;
beforeAll(async () => {
  older = await openOlderDatabase({ name: 'accounts', before: '008' });
});
afterAll(() => older.close());

test('accounts of before go on: sessions have an end, and invitations of those who lost their power are cancelled', async () => {
  await older.execute([
    `insert into organizations (id, name, slug) values ('o', 'O', 'o')`,
    `insert into users (id, name, email) values ('owner', 'a', 'a@x'), ('admin', 'b', 'b@x'),
       ('member', 'c', 'c@x'), ('gone', 'd', 'd@x')`,
    `insert into members (id, organization_id, user_id, role) values ('1', 'o', 'owner', 'owner'),
       ('2', 'o', 'admin', 'admin'), ('3', 'o', 'member', 'member')`,
    `insert into invitations (id, organization_id, email, role, inviter_id, expires_at)
       select inviter || ' to ' || role, 'o', 'e@x', role, inviter, now() + interval '1 day'
       from unnest(array['owner', 'admin', 'member', 'gone']) inviter,
            unnest(array['owner', 'admin', 'member']) role`,
    `insert into sessions (id, user_id, token, expires_at) values ('s', 'owner', 't', now() + interval '9 days')`,
  ]);
  await older.upgrade();

  const open = await older.database.kysely
    .selectFrom('invitations')
    .select('id')
    .where('status', '=', 'pending')
    .orderBy('id')
    .execute();
  expect(open.map(({ id }) => id)).toEqual([
    'admin to admin',
    'admin to member',
    'owner to admin',
    'owner to member',
    'owner to owner',
  ]);
  const sessions = await older.database.executeSql(
    'select id, must_end_at = expires_at as same from sessions',
  );
  expect(sessions.rows).toEqual([{ id: 's', same: true }]);
  // A process of the build before knows nothing of the new column.
  await older.database.executeSql(
    `insert into sessions (id, user_id, token, expires_at) values ('later', 'owner', 'u', now())`,
  );
});
