import { type DataSourceStatusMessage, nextSyncAt } from '@rita/contracts';
import type { DataSourceConnectionRow } from '../src/platform/db/data-source-tables.ts';
import { idleRow, START } from './run-fixtures.ts';

/** `sentAt`: when it was published, in seconds that nobody sets back. */
export type Delivery = { id: number; message: DataSourceStatusMessage; sentAt: number };

/** What a replica took from the queue and has not acknowledged yet. */
type Replica = { held: Delivery[]; isCommitted: boolean };

/** The world around the rules: the row, the clock, the queue, and which run really began when. */
export type World = {
  row: DataSourceConnectionRow;
  /** Of the database's clock, which may be set back. */
  seconds: number;
  /** Of the sender's clock, which is wrong by a constant that nobody knows. */
  elapsed: number;
  skew: number;
  /** What may be known of the sender's clock during the run that is under way. */
  run: { startedAt: number; wasSetBack: boolean; firstSentAt: number | undefined };
  /** What was published earlier was sent before a cancel, and the messages have shown it. */
  cancelledAt: number;
  runs: string[];
  endings: Map<string, string>;
  queue: Delivery[];
  replicas: [Replica, Replica];
  published: number;
  acknowledged: Set<number>;
  /** Numbered messages that changed the row, as often as published. */
  applied: Set<string>;
};

export function newWorld(skew: number): World {
  return {
    row: scheduledRow(),
    seconds: 0,
    elapsed: 0,
    skew,
    run: newRun(0),
    cancelledAt: Number.NEGATIVE_INFINITY,
    runs: [],
    endings: new Map(),
    queue: [],
    replicas: [newReplica(), newReplica()],
    published: 0,
    acknowledged: new Set(),
    applied: new Set(),
  };
}

export function newRun(startedAt: number): World['run'] {
  return { startedAt, wasSetBack: false, firstSentAt: undefined };
}

export function newReplica(): Replica {
  return { held: [], isCommitted: false };
}

function scheduledRow() {
  const sync_schedule = { type: 'hourly' } as const;
  return idleRow({ sync_schedule, next_sync_at: nextSyncAt(sync_schedule, START) });
}
