import { Worker } from 'node:worker_threads';
import { ConversionError } from './conversion-error.ts';
import type { Answer, Job } from './job.ts';
import type { ConversionLimits } from './limits.ts';
import { mayTakeLess, withLess } from './take-less.ts';
import { DAMAGED } from './unreadable.ts';
import { createWatch } from './watch-document.ts';

type Breach = 'time' | 'memory' | 'crash' | 'start';

const LONGEST_START_MS = 60_000;
/** Threads come after everything else on a busy machine: by the clock, a document may take longer. */
const PATIENCE = 6;

/**
 * A thread that converts documents in the order in which they came. One that takes too long or
 * too much costs the thread its life: that document fails, those behind it go to `end`.
 */
export function startThread(
  limits: ConversionLimits,
  on: { answer: () => void; end: (rest: Job[]) => void },
) {
  const jobs: Job[] = [];
  let isReady = false;
  let hasEnded = false;
  const worker = startWorker(limits);
  const limitOf = (job: Job) => (job.task.kind === 'file' ? limits.fileMs : limits.textMs);
  const end = (breach: Breach) => {
    if (hasEnded) return;
    hasEnded = true;
    watch.stop();
    void worker.terminate();
    const [guilty, ...rest] = jobs.splice(0);
    if (guilty && isReady && breach === 'memory' && mayTakeLess(guilty)) {
      guilty.task = withLess(guilty.task);
      on.end([guilty, ...rest]);
      return;
    }
    guilty?.reject(breachError(isReady ? breach : 'start', limitOf(guilty)));
    on.end(rest);
  };
  const watch = createWatch(worker, limits, end);
  const watchFirst = () => {
    const [first] = jobs;
    if (!first) watch.stop();
    else if (!isReady) watch.start({ patienceMs: LONGEST_START_MS, bytes: first.bytes });
    else {
      const longestMs = limitOf(first);
      watch.start({ longestMs, patienceMs: longestMs * PATIENCE, bytes: first.bytes });
    }
  };
  worker.on('message', (message: Answer | 'ready') => {
    if (message === 'ready') isReady = true;
    else settle(jobs.shift(), message);
    watchFirst();
    on.answer();
  });
  worker.on('error', (error: NodeJS.ErrnoException) =>
    end(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'crash'),
  );
  worker.on('exit', () => end('crash'));
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
      watch.stop();
      await worker.terminate();
    },
  };
}

export type Thread = ReturnType<typeof startThread>;

const YOUNG_HEAP_MB = 24;

function startWorker({ heapMb }: ConversionLimits): Worker {
  const worker = new Worker(new URL('./convert-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: YOUNG_HEAP_MB },
    // Parsers write warnings about odd files; they may quote them.
    stdout: true,
    stderr: true,
    env: environment(),
  });
  worker.unref();
  return worker;
}

/**
 * Nothing of the process' own but where compiled code is kept: with it a thread starts in half the
 * processor time, and threads are started again and again.
 */
function environment(): NodeJS.ProcessEnv {
  const { NODE_COMPILE_CACHE } = process.env;
  return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE };
}

function settle(job: Job | undefined, answer: Answer): void {
  if ('output' in answer) job?.resolve(answer.output);
  else job?.reject(new ConversionError('upstream_error', answer.reason));
}

function breachError(breach: Breach, longestMs: number): Error {
  switch (breach) {
    case 'start':
      return new Error('a thread for converting documents did not start');
    case 'memory':
      return new ConversionError('upstream_error', 'It takes more memory to read than is allowed.');
    case 'crash':
      return new ConversionError('upstream_error', DAMAGED);
    default:
      return new ConversionError(
        'timeout',
        `It takes longer to read than the ${longestMs / 1000} s that are allowed.`,
      );
  }
}
