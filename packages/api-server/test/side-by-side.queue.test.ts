import type { DataSourceStatusMessage, StatusMessageOutcome } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { applyStatusMessages } from '../src/features/runs/apply-status-messages.ts';
import { type QueueApp, startQueueApp } from './queue-app.ts';
import { rowOf } from './start-test-app.ts';

/** Batches of status messages that are applied beside each other, in transactions of their own. */
let at: QueueApp;
/** The connections of one organization. */
let ids: string[];

beforeAll(async () => {
  at = await startQueueApp();
  const others = ['servicenow', 'sharepoint'] as const;
  ids = [
    at.id,
    ...(await Promise.all(others.map(async (type) => (await at.user.seeded(type)).id))),
  ];
});
afterEach(() => at.expectInvariants());
afterAll(() => at.close());

function sync(connection_id: string, status: string, fields = {}): DataSourceStatusMessage {
  return at.sync({ connection_id, status, ...fields }) as DataSourceStatusMessage;
}

/** A batch in hand: what it told of its claim, and how its turn is given or taken away. */
function begin(...messages: DataSourceStatusMessage[]) {
  const turn = Promise.withResolvers<void>();
  turn.promise.catch(() => {});
  let hasClaimed = false;
  const claim = () => {
    hasClaimed = true;
  };
  const applied = applyStatusMessages(at.app.deps, messages, { claim, turn: turn.promise });
  applied.catch(() => {});
  return {
    applied,
    giveTurn: turn.resolve,
    fail: () => turn.reject(new Error('the batch before failed')),
    hasClaimed: () => hasClaimed,
  };
}

/** That something waits for a lock which another transaction holds. */
async function someoneWaits(): Promise<boolean> {
  const { rows } = await at.app.database.executeSql(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length > 0;
}

async function countAudit(): Promise<number> {
  const { rows } = await at.app.database.executeSql('select from audit_events');
  return rows.length;
}

describe('two batches in hand', () => {
  test('of one connection: the later waits for the lock, and begins where the earlier ended', async () => {
    const [id = ''] = ids;
    const first = begin(
      sync(id, 'sync_started'),
      sync(id, 'sync_progress', { documents_processed: 3 }),
    );
    await waitFor(first.hasClaimed);
    const second = begin(sync(id, 'sync_completed', { documents_processed: 5 }));
    second.giveTurn();
    await waitFor(someoneWaits);
    expect(second.hasClaimed()).toBe(false);
    expect((await rowOf(at.app, id)).status).toBe('idle');
    first.giveTurn();
    const applied: StatusMessageOutcome[] = ['applied', 'applied'];
    expect(await first.applied).toEqual(applied);
    expect(await second.applied).toEqual(['applied']);
    expect(await rowOf(at.app, id)).toMatchObject({
      status: 'idle',
      last_sync_status: 'completed',
      documents_processed: 5,
    });
  });

  test('of two connections: both are worked on, and the later is not committed before its turn', async () => {
    const [one = '', two = ''] = ids;
    const first = begin(sync(one, 'sync_started'));
    const second = begin(sync(two, 'sync_started'));
    await waitFor(() => first.hasClaimed() && second.hasClaimed());
    first.giveTurn();
    await first.applied;
    expect((await rowOf(at.app, one)).status).toBe('syncing');
    expect((await rowOf(at.app, two)).status).toBe('idle');
    second.giveTurn();
    await second.applied;
    expect((await rowOf(at.app, two)).status).toBe('syncing');
    const ends = begin(...[one, two].map((id) => sync(id, 'sync_cancelled')));
    ends.giveTurn();
    await ends.applied;
  });

  test('the earlier fails: nothing of the later is left, no row, no audit entry', async () => {
    const [one = '', two = ''] = ids;
    const before = [await rowOf(at.app, one), await rowOf(at.app, two), await countAudit()];
    const first = begin(sync(one, 'sync_started'));
    await waitFor(first.hasClaimed);
    const second = begin(sync(one, 'sync_completed'), sync(two, 'sync_completed'));
    const third = begin(sync(two, 'sync_failed'));
    first.fail();
    second.fail();
    third.fail();
    const ended = await Promise.allSettled([first.applied, second.applied, third.applied]);
    expect(ended.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect([await rowOf(at.app, one), await rowOf(at.app, two), await countAudit()]).toEqual(
      before,
    );
  });
});

test('asked to try again by the database: alone it does, with another begun beside it that is not for it to do', async () => {
  const [id = ''] = ids;
  const { executeSql } = at.app.database;
  // A sequence is not rolled back: the first write of each two fails.
  await executeSql(`
    create sequence writes;
    create function fail_first() returns trigger language plpgsql as $$
    begin
      if nextval('writes') % 2 = 1 then raise exception using errcode = '40001'; end if;
      return new;
    end $$;
    create trigger fail_first before update on data_source_connections
      for each row execute function fail_first()`);
  const alone = await applyStatusMessages(at.app.deps, [sync(id, 'sync_started')]);
  const inLine = begin(sync(id, 'sync_cancelled'));
  inLine.giveTurn();
  const refused = await inLine.applied.catch((error) => error.code);
  await executeSql('drop function fail_first cascade; drop sequence writes');
  expect([alone, refused]).toEqual([['applied'], '40001']);
  expect((await rowOf(at.app, id)).status).toBe('syncing');
  await applyStatusMessages(at.app.deps, [sync(id, 'sync_cancelled')]);
});

test('the database hangs up amid a backlog, again and again: each message counts once, in its order', async () => {
  const audited = await countAudit();
  const { handled } = at.state();
  const sent: DataSourceStatusMessage[] = [];
  let cycles = 0;
  let cuts = 0;
  // As many rounds as it takes: a fast machine is through with a round before anybody can hang up.
  while (cuts < 12) {
    const round = Array.from({ length: 300 }, () => syncCycle(cycles++)).flat();
    sent.push(...round);
    await at.queue.send(...round.map((message) => JSON.stringify(message)));
    const isDone = () => at.state().handled >= handled + sent.length;
    // Twice, mostly a batch and what is then left of it, and then no more: each try would be cut.
    const enough = cuts + 2;
    while (cuts < enough && !isDone()) cuts += await hangUp();
    await waitFor(isDone, { timeoutMs: 20_000, what: 'the round' });
  }
  for (const [index, id] of ids.entries()) {
    const last = sent.findLast((message) => message.connection_id === id);
    expect([index, await rowOf(at.app, id)]).toMatchObject([
      index,
      { status: 'idle', last_sync_status: 'completed', documents_processed: countOf(last) },
    ]);
  }
  expect(await countAudit()).toBe(audited + 2 * cycles);
  expect(await at.queue.count('.parked')).toBe(0);
  expect(at.state().parked).toBe(0);
});

/**
 * The three messages of one sync with only the established fields, which nothing but the order
 * tells apart; for 300 cycles another connection with each, then the same for as many.
 */
function syncCycle(cycle: number): DataSourceStatusMessage[] {
  const id = ids[cycle % 600 < 300 ? cycle % ids.length : Math.floor(cycle / 300) % ids.length];
  const told = (seconds: number) => new Date(Date.UTC(2026, 0) + (cycle * 3 + seconds) * 1_000);
  return [
    sync(id ?? '', 'sync_started', { timestamp: told(0) }),
    sync(id ?? '', 'sync_progress', { timestamp: told(1), documents_processed: cycle }),
    sync(id ?? '', 'sync_completed', { timestamp: told(2), documents_processed: cycle + 1 }),
  ];
}

/** Ends the sessions that are in a transaction now, and tells how many those were. */
async function hangUp(): Promise<number> {
  const { rows } = await at.app.database.executeSql(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null`,
  );
  return rows.length;
}

function countOf(message: DataSourceStatusMessage | undefined): number {
  return message?.type === 'sync' ? (message.documents_processed ?? 0) : 0;
}
