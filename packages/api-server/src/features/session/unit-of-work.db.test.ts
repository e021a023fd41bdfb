import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';
import { createUnitOfWork } from './unit-of-work.ts';

let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp();
});
afterAll(() => app.close());

const organization = (id: string) => ({ id, name: id, slug: id });

async function organizations() {
  const rows = await app.database.kysely.selectFrom('organizations').select('id').execute();
  return rows.map(({ id }) => id);
}

test('all is kept together, and mails leave afterwards', async () => {
  const unit = createUnitOfWork(app.database.kysely);
  let seenByMail: string[] = [];
  await unit.run(async () => {
    unit.afterCommit(async () => {
      seenByMail = await organizations();
    });
    await unit.kysely.insertInto('organizations').values(organization('kept')).execute();
    expect(await unit.kysely.selectFrom('organizations').select('id').execute()).toHaveLength(1);
  });
  expect(seenByMail).toEqual(['kept']);
});

test('all is dropped together, also when a library swallowed the error', async () => {
  const unit = createUnitOfWork(app.database.kysely);
  const mails: string[] = [];
  const insert = (id: string) =>
    unit.kysely.insertInto('organizations').values(organization(id)).execute();
  const thrown = unit.run(async () => {
    unit.afterCommit(async () => void mails.push('sent'));
    await insert('dropped');
    throw new Error('refused');
  });
  await expect(thrown).rejects.toThrow('refused');
  const swallowed = unit.run(async () => {
    await insert('dropped too');
    await insert('dropped too').catch(() => {});
  });
  await expect(swallowed).rejects.toMatchObject({ code: '23505' });
  expect(await organizations()).toEqual(['kept']);
  expect(mails).toEqual([]);
});

test('without its audit entry no change is made', async () => {
  const client = app.client();
  await client.signUp('Ada');
  await app.database.executeSql('alter table audit_events rename to audit_events_away');
  try {
    const invite = { email: 'b@example.com', role: 'member' };
    const attempts = [
      await client.post('/api/auth/organization/invite-member', invite),
      await app.client().signUp('Bob'),
      await app.client().signIn('Ada'),
      await client.signOut(),
    ];
    expect(attempts.map(({ status }) => status)).toEqual([500, 500, 500, 500]);
  } finally {
    await app.database.executeSql('alter table audit_events_away rename to audit_events');
  }
  expect((await client.get('/api/session')).status).toBe(200);
  const { body } = await client.get('/api/members');
  expect(body.data.invitations).toEqual([]);
  const { rows } = await app.database.executeSql(
    'select (select count(*) from users) as users, (select count(*) from sessions) as sessions',
  );
  expect(rows).toEqual([{ users: 1, sessions: 1 }]);
});
