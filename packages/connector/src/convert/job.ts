import type { ConversionKind } from './convert.ts';

/** One document, as it goes to a thread. */
export type Task = { kind: ConversionKind; input: unknown };
export type Answer = { output: unknown } | { reason: string };

/** A document with whoever waits for it. */
export type Job = {
  task: Task;
  tenantId: string;
  /** Roughly, of its input. */
  bytes: number;
  resolve: (output: unknown) => void;
  reject: (error: unknown) => void;
};
