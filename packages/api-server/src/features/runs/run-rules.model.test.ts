import { nextSyncAt } from '@rita/contracts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { at, idleRow, START, syncMessage, verifyMessage } from '../../../test/run-fixtures.ts';
import type { DataSourceConnectionRow, RunKind } from '../../platform/db/data-source-tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { withChanges } from './change-connections.ts';
import { isResult } from './report.ts';
import { acceptRun, cancelRun, expireRun, isExpired } from './run-rules.ts';
import { beginRun, type RowChanges } from './run-state.ts';

type Step =
  | { do: 'start'; kind: RunKind }
  | { do: 'cancel' | 'sweep' | 'accept' }
  | { do: 'wait'; seconds: number }
  | { do: 'message'; run: number; kind: RunKind; status: number; seq: number; named: boolean };

const VERIFY_STATUSES = ['progress', 'success', 'failed'];
const SYNC_STATUSES = [
  'sync_started',
  'sync_progress',
  'sync_completed',
  'sync_failed',
  'sync_cancelled',
];

const kind = fc.constantFrom<RunKind>('verification', 'sync');
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('start' as const), kind }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cancel', 'sweep', 'accept') }) },
    // Negative: the database's clock was set back.
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('wait'),
        seconds: fc.integer({ min: -300, max: 2_000 }),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({
        do: fc.constant('message' as const),
        run: fc.integer({ min: 0, max: 3 }),
        kind,
        status: fc.nat(4),
        seq: fc.integer({ min: 1, max: 6 }),
        named: fc.boolean(),
      }),
    },
  ) as fc.Arbitrary<Step>,
  { minLength: 1, maxLength: 60 },
);

/** The world around the rules: the row, the clock, and which run really began when. */
type World = {
  row: DataSourceConnectionRow;
  seconds: number;
  runs: string[];
  endings: Map<string, string>;
};

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
  else if (step.do === 'message') deliver(world, step);
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

function deliver(world: World, step: Step & { do: 'message' }) {
  const { row } = world;
  const context = at(world.seconds, `own-${row.version}`);
  const runId = world.runs.at(-1 - step.run);
  const names = step.named && runId !== undefined ? { run_id: runId, seq: step.seq } : {};
  const extras = { ...names, documents_processed: step.seq * 10 };
  const message =
    step.kind === 'sync'
      ? syncMessage(SYNC_STATUSES[step.status] ?? 'sync_progress', extras)
      : verifyMessage(VERIFY_STATUSES[step.status % 3] ?? 'progress', names);
  const result = applyStatusMessage(row, message, context);
  if (result.outcome !== 'applied') return;
  if (message.run_id != null) {
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

test('the run rules hold in any order of starts, messages, cancels, deadlines and clock jumps', () => {
  fc.assert(
    fc.property(steps, (sequence) => {
      const world: World = { row: scheduledRow(), seconds: 0, runs: [], endings: new Map() };
      for (const step of sequence) perform(world, step);
    }),
    { numRuns: 2_000 },
  );
});
