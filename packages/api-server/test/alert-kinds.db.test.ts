import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beginAlerts, linesOf } from './alert-steps.ts';
import { openApiApp } from './api-app.ts';
import { verified } from './start-test-app.ts';

let api: Awaited<ReturnType<typeof openApiApp>>;
beforeAll(async () => {
  api = await openApiApp();
});
afterAll(() => api.close());

let world: Awaited<ReturnType<typeof beginAlerts>>;
beforeEach(async () => {
  world = await beginAlerts(api);
});

describe('each kind', () => {
  const kinds = async () =>
    (await world.alerts())
      .filter((one) => one.ended_at === null)
      .map(({ kind, cause }) => `${kind} ${cause}`);
  const hence = (hours: number) => new Date(Date.now() + hours * 3_600_000);

  test('a sync that waits for somebody is held until one completes', async () => {
    await world.sync('sync_failed', {
      error_code: 'too_many_deletions',
      deletions_held: 9,
      deletions_held_of: 10,
    });
    expect(await kinds()).toEqual(['held too_many_deletions']);
    const [mail] = await world.tell();
    expect(linesOf(mail?.text)[0]).toMatch(/^A sync waits for you: Confluence\./);
    await world.sync('sync_completed');
    expect(await kinds()).toEqual([]);
    expect(await world.tell()).toEqual([]);
  });

  test('access is lost with credentials in use, not with new ones that are tried', async () => {
    const verify = async (credentials: object) => {
      const { id } = world.connection;
      const { body } = await world.owner.api('POST', `/api/data-sources/${id}/verify`, credentials);
      const failed = { status: 'failed', error_code: 'invalid_credentials' };
      await world.app.report({ ...verified(world.owner, id, body.run_id), ...failed });
    };
    await verify({ credentials: { api_token: 'canary-token-8f2f' } });
    expect(await kinds()).toEqual([]);
    await verify({});
    expect(await kinds()).toEqual(['access_lost invalid_credentials']);
  });

  test('permissions that are too old to be believed, as long as the connector believes them', async () => {
    await sql`update connection_access set last_checked_at = now() - interval '25 hours'
      where connection_id = ${world.connection.id}`.execute(world.db);
    await world.watch();
    expect(await kinds()).toEqual([]);
    await world.watch(24);
    expect(await kinds()).toEqual(['access_lost permissions_stale']);
    await world.sync('sync_completed');
    expect(await kinds()).toEqual(['access_lost permissions_stale']);
    // A connector that is away does not make them any fresher.
    await world.watchAlone();
    expect(await kinds()).toEqual(['access_lost permissions_stale']);
    await sql`update connection_access set last_checked_at = now()
      where connection_id = ${world.connection.id}`.execute(world.db);
    await world.watch(24);
    expect(await kinds()).toEqual([]);
  });

  test.each([
    [29, 'expires_in_30_days'],
    [13, 'expires_in_14_days'],
    [2, 'expires_in_3_days'],
  ])('credentials that expire in %i days', async (days, cause) => {
    await world.set({ credentials_expire_at: hence(31 * 24) });
    await world.watch();
    expect(await kinds()).toEqual([]);
    await world.set({ credentials_expire_at: hence(days * 24) });
    await world.watch();
    await world.watch();
    expect(await kinds()).toEqual([`expiring ${cause}`]);
    await world.set({ credentials_expire_at: null });
    await world.watch();
    expect(await kinds()).toEqual([]);
  });

  test('the next warning of credentials that expire is told as well', async () => {
    const told = [];
    for (const days of [20, 10, 1]) {
      await world.set({ credentials_expire_at: hence(days * 24) });
      await world.watch();
      told.push(...(await world.tell('1 day')));
    }
    expect(told).toHaveLength(3);
  });

  test('a run without a word, and no longer once it has one', async () => {
    const syncing = {
      status: 'syncing',
      run_id: 'r',
      run_started_at: hence(-2),
      run_accepted_at: hence(-2),
      run_deadline_at: hence(9),
    } as const;
    await world.set({ ...syncing, run_heartbeat_seconds: 15, run_last_heard_at: hence(-0.3) });
    await world.watch();
    expect(await kinds()).toEqual(['silent run_silent']);
    await world.set({ run_heartbeat_seconds: null });
    await world.watch();
    expect(await kinds()).toEqual([]);
    await world.set({ run_last_heard_at: hence(-7), run_waiting_until: hence(1) });
    await world.watch();
    expect(await kinds()).toEqual([]);
    await world.set({ run_waiting_until: null });
    await world.watch();
    expect(await kinds()).toEqual(['silent run_silent']);
  });

  test('a sync that is due and does not begin, unless somebody paused it', async () => {
    await world.set({ sync_schedule: { type: 'hourly' }, next_sync_at: hence(-2) });
    await world.watch();
    expect(await kinds()).toEqual(['silent sync_overdue']);
    await world.set({ paused_at: hence(0), paused_reason: 'user', next_sync_at: null });
    await world.watch();
    expect(await kinds()).toEqual([]);
  });
});
