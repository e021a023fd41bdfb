import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  SYSTEM,
  withChanges,
  writeConnectionChanges,
} from '../src/features/runs/change-connections.ts';
import { inTransaction } from '../src/platform/db/in-transaction.ts';
import { beginAlerts, linesOf } from './alert-steps.ts';
import { openApiApp } from './api-app.ts';
import { signUp, verified } from './start-test-app.ts';

let api: Awaited<ReturnType<typeof openApiApp>>;
beforeAll(async () => {
  api = await openApiApp();
});
afterAll(() => api.close());

let world: Awaited<ReturnType<typeof beginAlerts>>;
beforeEach(async () => {
  world = await beginAlerts(api);
});

const subjects = (mails: { subject: string }[]) => mails.map(({ subject }) => subject);

describe('a failed sync', () => {
  test('is told once, with its cause and where to look, however often it fails', async () => {
    await world.fail();
    expect(await world.tell('1 minute')).toEqual([]);
    const [mail] = await world.tell();
    expect(mail).toMatchObject({
      to: world.owner.email,
      subject: expect.stringMatching(/: 1 alert$/),
    });
    expect(linesOf(mail?.text).slice(0, 2)).toEqual([
      'Sync failed: Confluence. The account may not read what was chosen.',
      expect.stringMatching(`/data-sources/${world.connection.id}$`),
    ]);
    await world.fail();
    expect(await world.tell('2 hours')).toEqual([]);
  });

  test('that the schedule repeats by itself is told when that failed, too', async () => {
    await world.owner.api('PUT', `/api/data-sources/${world.connection.id}`, {
      sync_schedule: { type: 'hourly' },
    });
    await world.fail('unreachable');
    expect(await world.tell()).toEqual([]);
    await world.fail('unreachable');
    expect(await world.tell()).toHaveLength(1);
  });

  test('that works again before anybody was told is told to nobody', async () => {
    await world.fail();
    await world.sync('sync_completed');
    expect(await world.tell()).toEqual([]);
    expect(await world.tell('2 days')).toEqual([]);
  });

  test('of a connection that is gone is told to nobody', async () => {
    await world.fail();
    await world.owner.api('DELETE', `/api/data-sources/${world.connection.id}`);
    expect(await world.tell()).toEqual([]);
    expect(await world.alerts()).toEqual([]);
  });

  test('that is rolled back is told to nobody', async () => {
    const row = await world.row();
    const failed = { action: 'sync.failed', details: { error_code: 'wrong_edition' } } as const;
    const change = { row: withChanges(row, {}, new Date()), audit: [failed], actor: SYSTEM };
    const write = (isBroken: boolean) =>
      inTransaction(world.db, async (trx) => {
        await writeConnectionChanges(trx, [change]);
        if (isBroken) throw new Error('the process ends here');
      });
    await expect(write(true)).rejects.toThrow();
    expect(await world.alerts()).toEqual([]);
    await write(false);
    expect(await world.alerts()).toMatchObject([{ kind: 'failed', cause: 'wrong_edition' }]);
  });
});

describe('what works again', () => {
  test('is told to whoever was told, when nothing else is wrong', async () => {
    await world.fail();
    await world.fail('invalid_credentials');
    const [told] = await world.tell();
    expect(told?.subject).toMatch(/: 2 alerts$/);
    const verification = await world.owner.api(
      'POST',
      `/api/data-sources/${world.connection.id}/verify`,
      {
        credentials: { api_token: 'canary-token-8f2f' },
      },
    );
    await world.app.report(verified(world.owner, world.connection.id, verification.body.run_id));
    expect(await world.tell()).toEqual([]);
    await world.sync('sync_completed');
    const [repaired, ...others] = await world.tell();
    expect(others).toEqual([]);
    expect(linesOf(repaired?.text)[0]).toBe('Works again: Confluence.');
    expect(repaired?.text.match(/Works again/g)).toHaveLength(1);
  });

  test('is not told to somebody who came later', async () => {
    await world.fail();
    await world.tell();
    const admin = await signUp(api.url, api.database, 'Admin');
    await world.owner.addMember(admin, 'admin');
    await world.sync('sync_completed');
    expect((await world.tell()).map(({ to }) => to)).toEqual([world.owner.email]);
  });

  test('while the mail of it was on its way is told after it', async () => {
    await world.fail();
    world.mailer.isAway = true;
    await world.tell();
    await world.sync('sync_completed');
    expect(await world.tell()).toEqual([]);
    world.mailer.isAway = false;
    const [failed] = await world.tell();
    expect(linesOf(failed?.text)[0]).toMatch(/^Sync failed/);
    const [repaired] = await world.tell('1 minute');
    expect(linesOf(repaired?.text)[0]).toMatch(/^Works again/);
  });

  test('and fails again and again is told as one pair an hour', async () => {
    await world.fail();
    const told = await world.tell();
    for (let turn = 0; turn < 3; turn += 1) {
      await world.sync('sync_completed');
      told.push(...(await world.tell()));
      await world.fail();
      told.push(...(await world.tell()));
    }
    expect(subjects(told)).toHaveLength(2);
    // It is still so when the hour is over.
    const [again] = await world.tell('1 hour');
    expect(linesOf(again?.text)[0]).toMatch(/^Sync failed/);
  });

  test('within minutes after it was told is the same failure still', async () => {
    await world.fail();
    await world.tell();
    await world.sync('sync_completed');
    await world.fail();
    expect(await world.tell('2 hours')).toEqual([]);
    expect(await world.alerts()).toHaveLength(1);
  });
});

describe('several', () => {
  test('that fail for one cause are one line, others lines of their own', async () => {
    const servicenow = await world.another('servicenow', { instance_url: 'https://one.example' });
    const sharepoint = await world.another('sharepoint', {
      site_url: 'https://two.example/sites/a',
    });
    for (const { id } of [world.connection, servicenow, sharepoint])
      await world.fail('connector_unreachable', id);
    const [mail, ...others] = await world.tell();
    expect(others).toEqual([]);
    expect(linesOf(mail?.text)[0]).toBe(
      '3 sources cannot be synced: Confluence, ServiceNow, and SharePoint. The connector could not be reached.',
    );
    for (const { id } of [servicenow, sharepoint]) await world.fail('wrong_edition', id);
    // One of a kind and connection in an hour.
    const [second] = await world.tell('1 hour');
    expect(second?.subject).toMatch(/: 2 alerts$/);
  });

  test('organizations are told apart', async () => {
    const other = await beginAlerts(api);
    await world.fail();
    await other.fail();
    await world.tell();
    expect(world.mails).toHaveLength(1);
    expect(world.mails[0]?.text).not.toContain(other.connection.id);
    await other.tell();
    expect(other.mails.map(({ to }) => to)).toEqual([other.owner.email]);
  });
});
