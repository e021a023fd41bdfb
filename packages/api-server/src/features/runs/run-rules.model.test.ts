import assert from 'node:assert/strict';
import fc from 'fast-check';
import { test } from 'vitest';
import { at, LIMITS, START, syncMessage, verifyMessage } from '../../../test/run-fixtures.ts';
import { type Publish, type Step, steps } from '../../../test/run-steps.ts';
import {
  type Delivery,
  newReplica,
  newRun,
  newWorld,
  type World,
} from '../../../test/run-world.ts';
import type { DataSourceConnectionRow, RunKind } from '../../platform/db/data-source-tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { changeOf } from './change-connections.ts';
import { lookAt } from './look-at-runs.ts';
import { isResult } from './report.ts';
import { acceptRun, cancelRun, isExpired } from './run-rules.ts';
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

function write(world: World, changes: RowChanges) {
  const before = world.row;
  world.row = changeOf(before, changes, at(world.seconds).now).row;
  checkRow(before, world.row);
}

/** Of Node: an assertion of vitest takes ten times as long, and here are millions. */
function atLeast(value: number, least: number) {
  assert.ok(value >= least, `${value} is less than ${least}`);
}

/** What must hold after each change of a row. */
function checkRow(before: DataSourceConnectionRow, after: DataSourceConnectionRow) {
  const isLive = after.status !== 'idle';
  assert.equal(after.run_id !== null, isLive);
  assert.equal(after.run_deadline_at !== null, isLive);
  assert.equal(after.run_started_at !== null, isLive);
  // Nothing waits for its turn once it is over.
  if (!isLive) assert.equal(after.run_queue_position, null);
  // No sweep misses its end.
  if (isLive) atLeast(Number(after.run_deadline_at), Number(after.run_look_at ?? Infinity));
  assert.equal(after.version, before.version + 1);
  for (const field of ['last_sync_at', 'last_verification_at', 'last_verified_at'] as const) {
    atLeast(Number(after[field]), Number(before[field]));
  }
  // A schedule is either planned or paused, never neither and never both.
  assert.equal(after.next_sync_at === null, after.paused_at !== null);
  assert.equal(after.paused_reason === null, after.paused_at === null);
  if (after.paused_reason === 'failures') atLeast(after.sync_failures, 5);
  else assert.ok(after.sync_failures < 5);
  if (before.latest_options !== null) assert.notEqual(after.latest_options, null);
  if (before.run_id !== null && before.run_id === after.run_id) {
    atLeast(after.documents_processed, before.documents_processed);
    atLeast(after.run_seq, before.run_seq);
  }
}

function perform(world: World, step: Step) {
  const { row } = world;
  const context = at(world.seconds, `own-${world.runs.length}-${row.version}`);
  if (step.do === 'wait') wait(world, step.seconds);
  else if (step.do === 'start') start(world, step.kind);
  else if (step.do === 'publish') publish(world, step);
  else if ('replica' in step) consume(world, step);
  else if (step.do === 'sweep') sweep(world);
  else if (row.run_id === null) return;
  else if (step.do === 'cancel') cancel(world, row.run_id);
  else if (step.do === 'accept' && row.run_accepted_at === null) {
    write(world, acceptRun(row, context));
  }
}

/** Sees only what has a look that is due, as the statement does. */
function sweep(world: World) {
  const { row } = world;
  const { now } = at(world.seconds);
  if (row.run_look_at === null || row.run_look_at > now) {
    assert.equal(isExpired(row, now), false);
    return;
  }
  const { change, next, isEnded } = lookAt(row, { by: null, now, limits: LIMITS });
  assert.equal(isEnded, isExpired(row, now));
  if (isEnded && row.run_id !== null) world.endings.set(row.run_id, 'deadline');
  if (change) checkRow(row, change.row as DataSourceConnectionRow);
  world.row = (change?.row ?? { ...row, run_look_at: next }) as DataSourceConnectionRow;
  if (isEnded) assert.equal(world.row.status, 'idle');
  assert.equal(next === null, world.row.status === 'idle');
  // It comes again, and not at once.
  if (next !== null) assert.ok(next > now);
}

function wait(world: World, seconds: number) {
  world.seconds += seconds;
  if (seconds < 0) world.run.wasSetBack = true;
  else world.elapsed += seconds;
}

function cancel(world: World, runId: string) {
  const { firstSentAt, startedAt, wasSetBack } = world.run;
  const isClockKnown = firstSentAt !== undefined && firstSentAt >= startedAt && !wasSetBack;
  // Whoever cancels a day later does not care for what was sent before the first cancel.
  const before = Number(world.row.last_cancelled_at ?? START);
  if (Number(at(world.seconds).now) >= before + 86_400_000)
    world.cancelledAt = Number.NEGATIVE_INFINITY;
  if (isClockKnown) world.cancelledAt = world.elapsed;
  write(world, cancelRun(world.row, at(world.seconds).now).changes);
  world.endings.set(runId, 'cancel');
}

/** What the order of things, known to nobody, demands of a message without run_id. */
function checkOrder(world: World, { message, sentAt }: Delivery) {
  if (message.run_id != null || message.timestamp == null) return;
  const cancelledAt = Number(world.row.last_cancelled_at ?? START);
  const isLate = Number(at(world.seconds).now) >= cancelledAt + 86_400_000;
  // Cancel means cancel: what was sent before it changes nothing, in whatever order it comes.
  if (!isLate) atLeast(sentAt, world.cancelledAt);
}

function start(world: World, runKind: RunKind) {
  // At most one run is live: a second start is refused before it comes to this.
  if (world.row.run_id !== null) return;
  const id = `run-${world.runs.length}`;
  world.runs.push(id);
  world.run = newRun(world.elapsed);
  write(world, beginRun({ kind: runKind, id }, at(world.seconds, id)));
}

function publish(world: World, step: Publish) {
  const runId = world.runs.at(-1 - step.run);
  const names = step.named && runId !== undefined ? { run_id: runId, seq: step.seq } : {};
  const clock = at(world.elapsed + world.skew).now.toISOString();
  const placed = step.place === 0 ? names : { ...names, queue_position: step.place };
  const stamped = step.stamped ? { ...placed, timestamp: clock } : placed;
  const extras = { ...stamped, documents_processed: step.seq * 10 };
  const message =
    step.kind === 'sync'
      ? syncMessage(SYNC_STATUSES[step.status] ?? 'sync_progress', extras)
      : verifyMessage(VERIFY_STATUSES[step.status % 3] ?? 'progress', stamped);
  for (let copy = 0; copy < step.copies; copy += 1) {
    world.queue.push({ id: world.published, message, sentAt: world.elapsed });
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
    for (const delivery of replica.held) deliver(world, delivery);
    replica.isCommitted = true;
  } else if (step.do === 'acknowledge' && replica.isCommitted) {
    for (const { id } of replica.held) world.acknowledged.add(id);
    Object.assign(replica, newReplica());
  } else if (step.do === 'crash') {
    world.queue.unshift(...replica.held);
    Object.assign(replica, newReplica());
  }
}

function deliver(world: World, delivery: Delivery) {
  const { row } = world;
  const { message } = delivery;
  const context = at(world.seconds, `own-${row.version}`);
  const result = applyStatusMessage(row, message, context);
  if (result.outcome !== 'applied') return;
  checkOrder(world, delivery);
  if (row.run_id === null) world.run = newRun(world.elapsed);
  if (message.timestamp != null) world.run.firstSentAt ??= delivery.sentAt;
  if (message.run_id != null) {
    const number = `${message.run_id} ${message.type} ${message.seq}`;
    assert.equal(world.applied.has(number), false);
    world.applied.add(number);
    const ending = world.endings.get(message.run_id);
    // A run that is over never changes, but for the real result of one that was given up.
    if (ending !== undefined) {
      assert.equal(ending, 'deadline');
      assert.equal(isResult(message), true);
      assert.equal(row.run_id, null);
      assert.equal(row.last_run_id, message.run_id);
    } else assert.equal(message.run_id, row.run_id);
  }
  const ended = message.run_id ?? row.run_id;
  if (ended !== null && isResult(message)) world.endings.set(ended, 'result');
  write(world, result.changes);
  if (world.row.run_id !== null) {
    assert.equal(world.row.run_queue_position, message.queue_position ?? null);
  }
  // Whatever was applied is known when it comes again.
  if (message.seq != null || isResult(message)) {
    assert.notEqual(applyStatusMessage(world.row, message, context).outcome, 'applied');
  }
}

/** All replicas come back, the queue is drained, and time passes. */
function settle(world: World) {
  for (const replica of [0, 1]) consume(world, { do: 'crash', replica, count: 0 });
  for (const step of ['take', 'commit', 'acknowledge']) {
    consume(world, { do: step, replica: 0, count: world.queue.length });
  }
  // I4: nothing published is lost.
  assert.deepEqual([world.queue.length, world.acknowledged.size], [0, world.published]);
  // I8: no run is live past its deadline and one sweep.
  const end = Number(world.row.run_deadline_at ?? START);
  world.seconds = (end - START.getTime()) / 1_000;
  perform(world, { do: 'sweep' });
  assert.equal(world.row.status, 'idle');
}

test(`the run rules hold with two replicas, in any order of starts, messages, cancels, deadlines, crashes and clock jumps, with a sender whose clock is wrong (rows 24, 32–36; seed ${SEED})`, () => {
  fc.assert(
    fc.property(steps, fc.integer({ min: -4_000, max: 4_000 }), (sequence, skew) => {
      const world = newWorld(skew);
      for (const step of sequence) perform(world, step);
      settle(world);
    }),
    { numRuns: RUNS, seed: SEED },
  );
}, 60_000);
