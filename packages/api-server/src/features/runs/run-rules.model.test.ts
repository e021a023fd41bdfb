import { type DataSourceStatusMessage, nextSyncAt } from '@rita/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, idleRow, START, syncMessage, verifyMessage } from '../../../test/run-fixtures.ts';
import { type Publish, type Step, steps } from '../../../test/run-steps.ts';
import type { DataSourceConnectionRow, RunKind } from '../../platform/db/data-source-tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { withChanges } from './change-connections.ts';
import { isResult } from './report.ts';
import { acceptRun, cancelRun, expireRun, isExpired } from './run-rules.ts';
import { beginRun, type RowChanges } from './run-state.ts';

const VERIFY_STATUSES = ['progress', 'success', 'failed'];
const SYNC_STATUSES = [
  'sync_started',
  'sync_progress',
  'sync_completed',
  'sync_failed',
  'sync_cancelled',
];

const RUNS = Number(process.env.MODEL_RUNS ?? 5_000);
/** In the name of the test, so that each report tells it; set it to see the same sequences again. */
const SEED = Number(process.env.MODEL_SEED ?? Date.now() % 2 ** 31);

type Delivery = { id: number; message: DataSourceStatusMessage };

/** What a replica took from the queue and has not acknowledged yet. */
type Replica = { held: Delivery[]; isCommitted: boolean };

/** The world around the rules: the row, the clock, the queue, and which run really began when. */
type World = {
  row: DataSourceConnectionRow;
  seconds: number;
  runs: string[];
  endings: Map<string, string>;
  queue: Delivery[];
  replicas: [Replica, Replica];
  published: number;
  acknowledged: Set<number>;
  /** Numbered messages that changed the row, as often as published. */
  applied: Set<string>;
};

function newWorld(): World {
  return {
    row: scheduledRow(),
    seconds: 0,
    runs: [],
    endings: new Map(),
    queue: [],
    replicas: [newReplica(), newReplica()],
    published: 0,
    acknowledged: new Set(),
    applied: new Set(),
  };
}

function newReplica(): Replica {
  return { held: [], isCommitted: false };
}

function write(world: World, changes: RowChanges) {
  const before = world.row;
  world.row = withChanges(before, changes, at(world.seconds).now);
  checkRow(before, world.row);
}

function scheduledRow() {
  const sync_schedule = { type: 'hourly' } as const;
  return idleRow({ sync_schedule, next_sync_at: nextSyncAt(sync_schedule, START) });
}

/** What must hold after each change of a row. */
function checkRow(before: DataSourceConnectionRow, after: DataSourceConnectionRow) {
  const isLive = after.status !== 'idle';
  expect([
    after.run_id !== null,
    after.run_deadline_at !== null,
    after.run_started_at !== null,
  ]).toEqual([isLive, isLive, isLive]);
  expect(after.version).toBe(before.version + 1);
  for (const field of ['last_sync_at', 'last_verification_at', 'last_verified_at'] as const) {
    expect(Number(after[field])).toBeGreaterThanOrEqual(Number(before[field]));
  }
  // A schedule is either planned or paused, never neither and never both.
  expect([after.next_sync_at === null, after.paused_reason === null]).toEqual([
    after.paused_at !== null,
    after.paused_at === null,
  ]);
  if (after.paused_reason === 'failures') expect(after.sync_failures).toBeGreaterThanOrEqual(5);
  else expect(after.sync_failures).toBeLessThan(5);
  if (before.latest_options !== null) expect(after.latest_options).not.toBeNull();
  if (before.run_id !== null && before.run_id === after.run_id) {
    expect(after.documents_processed).toBeGreaterThanOrEqual(before.documents_processed);
    expect(after.run_seq).toBeGreaterThanOrEqual(before.run_seq);
  }
}

function perform(world: World, step: Step) {
  const { row } = world;
  const context = at(world.seconds, `own-${world.runs.length}-${row.version}`);
  if (step.do === 'wait') world.seconds += step.seconds;
  else if (step.do === 'start') start(world, step.kind);
  else if (step.do === 'publish') publish(world, step);
  else if ('replica' in step) consume(world, step);
  else if (row.run_id === null) return;
  else if (step.do === 'cancel') {
    write(world, cancelRun(row, context.now).changes);
    world.endings.set(row.run_id, 'cancel');
  } else if (step.do === 'sweep' && isExpired(row, context.now)) {
    write(world, expireRun(row, context.now).changes);
    world.endings.set(row.run_id, 'deadline');
    expect(world.row.status).toBe('idle');
  } else if (step.do === 'accept' && row.run_accepted_at === null) {
    write(world, acceptRun(row, context));
  }
}

function start(world: World, runKind: RunKind) {
  // At most one run is live: a second start is refused before it comes to this.
  if (world.row.run_id !== null) return;
  const id = `run-${world.runs.length}`;
  world.runs.push(id);
  write(world, beginRun({ kind: runKind, id }, at(world.seconds, id)));
}

function publish(world: World, step: Publish) {
  const runId = world.runs.at(-1 - step.run);
  const names = step.named && runId !== undefined ? { run_id: runId, seq: step.seq } : {};
  const extras = { ...names, documents_processed: step.seq * 10 };
  const message =
    step.kind === 'sync'
      ? syncMessage(SYNC_STATUSES[step.status] ?? 'sync_progress', extras)
      : verifyMessage(VERIFY_STATUSES[step.status % 3] ?? 'progress', names);
  for (let copy = 0; copy < step.copies; copy += 1) {
    world.queue.push({ id: world.published, message });
    world.published += 1;
  }
}

/** One step of one of two consumers: a crash gives back all that it has not acknowledged. */
function consume(world: World, step: { do: string; replica: number; count: number }) {
  const replica = world.replicas[step.replica] ?? world.replicas[0];
  if (step.do === 'take' && !replica.isCommitted) {
    // From anywhere: two consumers and redeliveries change the order.
    const from = Math.max(0, world.queue.length - step.count * 3);
    replica.held.push(...world.queue.splice(from, step.count));
  } else if (step.do === 'commit' && !replica.isCommitted && replica.held.length > 0) {
    for (const { message } of replica.held) deliver(world, message);
    replica.isCommitted = true;
  } else if (step.do === 'acknowledge' && replica.isCommitted) {
    for (const { id } of replica.held) world.acknowledged.add(id);
    Object.assign(replica, newReplica());
  } else if (step.do === 'crash') {
    world.queue.unshift(...replica.held);
    Object.assign(replica, newReplica());
  }
}

function deliver(world: World, message: DataSourceStatusMessage) {
  const { row } = world;
  const context = at(world.seconds, `own-${row.version}`);
  const result = applyStatusMessage(row, message, context);
  if (result.outcome !== 'applied') return;
  if (message.run_id != null) {
    const number = `${message.run_id} ${message.type} ${message.seq}`;
    expect(world.applied.has(number)).toBe(false);
    world.applied.add(number);
    const ending = world.endings.get(message.run_id);
    // A run that is over never changes, but for the real result of one that was given up.
    if (ending !== undefined) {
      expect(ending).toBe('deadline');
      expect(isResult(message)).toBe(true);
      expect(row.run_id).toBeNull();
      expect(row.last_run_id).toBe(message.run_id);
    } else expect(message.run_id).toBe(row.run_id);
  }
  const ended = message.run_id ?? row.run_id;
  if (ended !== null && isResult(message)) world.endings.set(ended, 'result');
  write(world, result.changes);
  // Whatever was applied is known when it comes again.
  if (message.seq != null || isResult(message)) {
    expect(applyStatusMessage(world.row, message, context).outcome).not.toBe('applied');
  }
}

/** All replicas come back, the queue is drained, and time passes. */
function settle(world: World) {
  for (const replica of [0, 1]) consume(world, { do: 'crash', replica, count: 0 });
  for (const step of ['take', 'commit', 'acknowledge']) {
    consume(world, { do: step, replica: 0, count: world.queue.length });
  }
  // I4: nothing published is lost.
  expect([world.queue.length, world.acknowledged.size]).toEqual([0, world.published]);
  // I8: no run is live past its deadline and one sweep.
  const end = Number(world.row.run_deadline_at ?? START);
  world.seconds = (end - START.getTime()) / 1_000;
  perform(world, { do: 'sweep' });
  expect(world.row.status).toBe('idle');
}

test(`the run rules hold with two replicas, in any order of starts, messages, cancels, deadlines, crashes and clock jumps (rows 24, 32–36; seed ${SEED})`, () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const world = newWorld();
      for (const step of sequence) perform(world, step);
      settle(world);
    }),
    { numRuns: RUNS, seed: SEED },
  );
});
