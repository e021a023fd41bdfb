import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendAlertMails } from '../src/features/alerts/send-alert-mails.ts';
import type { Mail } from '../src/features/session/mail.ts';
import { ALERT_SETTINGS, beginAlerts, EVERYTHING } from './alert-steps.ts';
import { openApiApp } from './api-app.ts';
import { signUp, type TestUser } from './start-test-app.ts';

let api: Awaited<ReturnType<typeof openApiApp>>;
beforeAll(async () => {
  api = await openApiApp();
});
afterAll(() => api.close());

let world: Awaited<ReturnType<typeof beginAlerts>>;
beforeEach(async () => {
  world = await beginAlerts(api);
});

async function join(role: 'admin' | 'member'): Promise<TestUser> {
  const user = await signUp(api.url, api.database, role);
  await world.owner.addMember(user, role);
  return user;
}

const remove = (user: TestUser) =>
  world.db
    .deleteFrom('members')
    .where('user_id', '=', user.userId)
    .where('organization_id', '=', world.organizationId)
    .execute();

const recipient = (user: TestUser) =>
  world.db
    .selectFrom('alert_recipients')
    .selectAll()
    .where('user_id', '=', user.userId)
    .where('organization_id', '=', world.organizationId)
    .executeTakeFirstOrThrow();

/** From an hour before until an hour after now, in UTC. */
function quietNow() {
  const at = (hours: number) =>
    new Date(Date.now() + hours * 3_600_000).toISOString().slice(11, 16);
  return { from: at(-1), to: at(1), time_zone: 'UTC' };
}

describe('whom', () => {
  test('owners and admins, and members who want to; each what they chose', async () => {
    const [admin, member, silent] = [
      await join('admin'),
      await join('member'),
      await join('member'),
    ];
    expect((await admin.api('GET', ALERT_SETTINGS)).body.data).toEqual({
      ...{ mail: true, kinds: EVERYTHING, quiet: null },
    });
    expect((await silent.api('GET', ALERT_SETTINGS)).body.data.kinds).toEqual([]);
    await world.settings(member, { kinds: ['failed'] });
    await world.settings(admin, { mail: false });
    await world.fail();
    const told = await world.tell();
    expect(told.map(({ to }) => to).toSorted()).toEqual(
      [world.owner.email, member.email].toSorted(),
    );
    await world.sync('sync_completed');
    expect((await world.tell()).map(({ to }) => to)).toEqual([world.owner.email]);
  });

  test('nobody who was removed meanwhile', async () => {
    const admin = await join('admin');
    await world.fail();
    await world.pass('6 minutes');
    await world.notice();
    await remove(admin);
    await world.send();
    expect(world.mails.map(({ to }) => to)).toEqual([world.owner.email]);
  });

  test('nobody who does not want it any more', async () => {
    await world.fail();
    await world.pass('6 minutes');
    await world.notice();
    await world.settings(world.owner, { kinds: ['held', 'repaired'] });
    await world.send();
    expect(world.mails).toEqual([]);
  });

  test('settings are of one organization, kept as they were said, and in the log', async () => {
    const quiet = { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' };
    const { status, body } = await world.settings(world.owner, {
      kinds: ['held', 'failed'],
      quiet,
    });
    expect([status, body.data]).toEqual([200, { mail: true, kinds: ['failed', 'held'], quiet }]);
    const other = await beginAlerts(api);
    expect((await other.owner.api('GET', ALERT_SETTINGS)).body.data.quiet).toBeNull();
    const entries = world.db.selectFrom('audit_events').select(['action', 'object_label']);
    expect(
      await entries.where('organization_id', '=', world.organizationId).execute(),
    ).toContainEqual({ action: 'account.alerts_changed', object_label: world.owner.email });
    const wrong = await world.settings(world.owner, {
      quiet: { ...quiet, time_zone: 'Mars/Base' },
    });
    expect([wrong.status, wrong.body.code]).toEqual([400, 'validation_failed']);
  });
});

describe('when', () => {
  test('in quiet hours nothing; when they end one mail of all that is still so', async () => {
    const quiet = quietNow();
    await world.settings(world.owner, { quiet });
    const other = await world.another('servicenow', { instance_url: 'https://one.example' });
    const third = await world.another('sharepoint', { site_url: 'https://two.example' });
    await world.fail();
    await world.fail('wrong_edition', third.id);
    expect(await world.tell()).toEqual([]);
    const end = (await recipient(world.owner)).next_attempt_at?.toISOString();
    expect(end?.slice(11, 16)).toBe(quiet.to);
    await world.fail('tls_error', other.id);
    await world.sync('sync_completed', {}, third.id);
    expect(await world.tell()).toEqual([]);
    await world.settings(world.owner, { quiet: null });
    const mails = await world.tell();
    expect(mails.map(({ subject }) => subject)).toEqual([expect.stringMatching(/: 2 alerts$/)]);
    expect(mails[0]?.text).not.toContain(third.id);
  });

  test('quiet hours hold back a mail that could not be sent before', async () => {
    world.mailer.isAway = true;
    await world.fail();
    await world.tell();
    await world.settings(world.owner, { quiet: quietNow() });
    world.mailer.isAway = false;
    expect(await world.tell()).toEqual([]);
  });
});

test('quiet hours of a zone that this machine does not know keep nothing back', async () => {
  await world.settings(world.owner, { quiet: quietNow() });
  await sql`update alert_recipients set time_zone = 'Nowhere/Else'
    where user_id = ${world.owner.userId}`.execute(world.db);
  await world.fail();
  expect(await world.tell()).toHaveLength(1);
});

describe('once', () => {
  test('by several replicas at the same time', async () => {
    for (let number = 0; number < 5; number += 1) await join('admin');
    // Everybody was told of something before.
    await world.sync('sync_failed', { error_code: 'too_many_deletions' });
    await world.tell();
    world.mails.splice(0);
    await world.fail();
    await world.pass('6 minutes');
    const replicas = [1, 2, 3, 4];
    // Each has its connection, so that none comes too late to be in the way of the others.
    const connect = () =>
      Promise.all(replicas.map(() => sql`select pg_sleep(0.05)`.execute(world.db)));
    await connect();
    await Promise.all(replicas.map(() => world.notice()));
    await connect();
    await Promise.all(replicas.map(() => world.send()));
    expect(world.mails.map(({ to }) => to)).toHaveLength(6);
    expect(new Set(world.mails.map(({ to }) => to)).size).toBe(6);
  });

  test('with the same id again, where the process died before it knew', async () => {
    await world.fail();
    await world.pass('6 minutes');
    await world.notice();
    const ids: (string | undefined)[] = [];
    const dying = async ({ id }: Mail): Promise<boolean> => {
      ids.push(id);
      throw new Error('the process ends here');
    };
    const died = sendAlertMails({ ...api.deps, mailer: { deliver: dying } });
    await expect(died).rejects.toThrow('the process ends here');
    await world.send();
    expect(world.mails).toEqual([]);
    const [again] = await world.tell();
    expect([again?.id]).toEqual(ids);
    expect(await world.tell()).toEqual([]);
  });

  test('given up after two days, and then no word of its end', async () => {
    world.mailer.isAway = true;
    await world.fail();
    for (let attempt = 0; attempt < 9; attempt += 1) await world.tell('30 hours');
    expect(await recipient(world.owner)).toMatchObject({ message_id: null, attempts: 0 });
    world.mailer.isAway = false;
    await world.sync('sync_completed');
    expect(await world.tell()).toEqual([]);
  });
});
