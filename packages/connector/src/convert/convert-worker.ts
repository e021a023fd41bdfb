import { constants, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { CONVERSIONS } from './conversions.ts';
import type { Answer, Task } from './job.ts';
import { DAMAGED, Unreadable } from './unreadable.ts';

// One thread of the pool: documents one after another, an answer to each.

// A promise that a parser left behind says nothing about the document that comes next.
process.on('unhandledRejection', () => {});

// Whoever waits for an answer of the process comes before documents. Linux takes this for the
// thread that asks; elsewhere it would be the process as a whole. Limits are in processor time, so
// that waiting for a turn costs no document anything.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW);

let last: Promise<void> = Promise.resolve();

parentPort?.on('message', (task: Task) => {
  last = last.then(() => answer(task));
});
parentPort?.postMessage('ready');

async function answer({ kind, input }: Task): Promise<void> {
  parentPort?.postMessage(await convert(kind, input));
}

async function convert(kind: Task['kind'], input: unknown): Promise<Answer> {
  const conversion: (input: never) => unknown = CONVERSIONS[kind];
  try {
    return { output: await conversion(input as never) };
  } catch (error) {
    // Messages of parsers may quote what they read.
    return { reason: error instanceof Unreadable ? error.message : DAMAGED };
  }
}
