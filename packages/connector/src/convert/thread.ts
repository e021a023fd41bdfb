import { Worker } from 'node:worker_threads';
import { ConversionError } from './conversion-error.ts';
import type { ConversionKind } from './convert.ts';
import type { ConversionLimits } from './limits.ts';

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

type Breach = 'time' | 'memory' | 'start';

const MB = 1024 * 1024;
const LOOK_AT_MEMORY_MS = 50;
const LONGEST_START_MS = 60_000;

/**
 * A thread that converts documents in the order in which they came. One that takes too long or
 * too much costs the thread its life: that document fails, those behind it go to `onEnd`.
 */
export function startThread(
  limits: ConversionLimits,
  on: { answer: () => void; end: (rest: Job[]) => void },
) {
  const jobs: Job[] = [];
  let isReady = false;
  let hasEnded = false;
  let deadline: NodeJS.Timeout | undefined;
  let lookout: NodeJS.Timeout | undefined;
  const worker = new Worker(new URL('./convert-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: limits.heapMb, maxYoungGenerationSizeMb: 24 },
    // Parsers write warnings about odd files; they may quote them.
    stdout: true,
    stderr: true,
    env: {},
  });
  worker.unref();

  const end = (breach: Breach) => {
    if (hasEnded) return;
    hasEnded = true;
    clearTimeout(deadline);
    clearInterval(lookout);
    void worker.terminate();
    const [guilty, ...rest] = jobs.splice(0);
    guilty?.reject(breachError(breach, limitOf(guilty)));
    on.end(rest);
  };
  const limitOf = (job: Job) => (job.task.kind === 'file' ? limits.fileMs : limits.textMs);
  const watchFirst = () => {
    clearTimeout(deadline);
    clearInterval(lookout);
    const [first] = jobs;
    if (!first) return;
    const longest = isReady ? limitOf(first) : LONGEST_START_MS;
    deadline = setTimeout(() => end(isReady ? 'time' : 'start'), longest);
    lookout = setInterval(() => void lookAtMemory(), LOOK_AT_MEMORY_MS);
  };
  /** Buffers are not part of the heap that V8 keeps within its limit. */
  const lookAtMemory = async () => {
    const heap = await worker.getHeapStatistics().catch(() => undefined);
    const used = (heap?.total_heap_size ?? 0) + (heap?.external_memory ?? 0);
    if (used > limits.memoryMb * MB) end('memory');
  };

  worker.on('message', (message: Answer | 'ready') => {
    if (message === 'ready') {
      isReady = true;
    } else {
      const job = jobs.shift();
      if ('output' in message) job?.resolve(message.output);
      else job?.reject(new ConversionError('upstream_error', message.reason));
    }
    watchFirst();
    on.answer();
  });
  worker.on('error', () => end(isReady ? 'memory' : 'start'));
  worker.on('exit', () => end(isReady ? 'memory' : 'start'));

  return {
    /** What it works at, the first one now. */
    jobs: jobs as readonly Job[],
    give: (job: Job) => {
      jobs.push(job);
      worker.postMessage(job.task);
      if (jobs.length === 1) watchFirst();
    },
    stop: async () => {
      hasEnded = true;
      clearTimeout(deadline);
      clearInterval(lookout);
      await worker.terminate();
    },
  };
}

export type Thread = ReturnType<typeof startThread>;

function breachError(breach: Breach, longestMs: number): Error {
  if (breach === 'start') return new Error('a thread for converting documents did not start');
  if (breach === 'memory') {
    return new ConversionError('upstream_error', 'It takes more memory to read than is allowed.');
  }
  const seconds = longestMs / 1000;
  return new ConversionError('timeout', `It could not be read within ${seconds} s.`);
}
