import { availableParallelism } from 'node:os';

const MB = 1024 * 1024;

/** What one document may take. */
export type ConversionLimits = {
  /** Threads; one organization has all of them but one, at most. */
  workers: number;
  /** Threads of one organization at once. */
  workersOfOne: number;
  /** For a page or a text, of processor time. */
  textMs: number;
  /** For a file, of processor time. */
  fileMs: number;
  /** V8's heap of one thread. */
  heapMb: number;
  /** Heap and buffers of one thread together, looked at while it works. */
  memoryMb: number;
  /** Documents of one organization that wait. */
  waiting: number;
  /** A thread without work is ended after this, with the memory that it holds. */
  idleMs: number;
};

const CORES = Math.max(2, availableParallelism());

export const CONVERSION_LIMITS: ConversionLimits = {
  workers: Math.min(8, CORES + 1),
  // Threads on every core double what others wait for a search, at whatever priority; on all cores
  // but one they hardly show.
  workersOfOne: CORES - 1,
  textMs: 10_000,
  fileMs: 30_000,
  heapMb: 176,
  memoryMb: 224,
  waiting: 5_000,
  idleMs: 30_000,
};

/** Sent to a thread ahead of its turn, so that it does not wait for the next: documents and bytes. */
export const AHEAD = { documents: 16, bytes: MB / 2 };
