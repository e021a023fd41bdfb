import { Worker } from 'node:worker_threads';
import { SourceError } from '../platform/source-error.ts';
import type { FileToConvert } from './convert-file.ts';

const LONGEST_MS = 30_000;
const MOST_MEMORY_MB = 256;
const MOST_CHARACTERS = 2_000_000;

export type FileConverter = {
  /** Markdown. Throws `SourceError` `upstream_error` or `timeout` for what cannot be read. */
  convert: (file: FileToConvert) => Promise<string>;
  close: () => Promise<void>;
};

/**
 * Converts files one after another in a thread with bounded time and memory: a file made to
 * blow up takes that thread down, and nothing else.
 */
export function createFileConverter(
  signal: AbortSignal,
  limits: { longestMs?: number } = {},
): FileConverter {
  const longestMs = limits.longestMs ?? LONGEST_MS;
  let worker: Worker | undefined;
  let last: Promise<unknown> = Promise.resolve();
  const stop = async () => {
    const stopping = worker;
    worker = undefined;
    await stopping?.terminate();
  };
  const convert = async (file: FileToConvert): Promise<string> => {
    signal.throwIfAborted();
    worker ??= startWorker();
    try {
      return await answerOf(worker, file, longestMs);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) await stop();
      throw toSourceError(error, longestMs);
    }
  };
  return {
    convert: (file) => {
      const result = last.then(() => convert(file));
      last = result.catch(() => {});
      return result;
    },
    close: stop,
  };
}

class UnreadableFile extends Error {}
class TooSlow extends Error {}

function startWorker(): Worker {
  const worker = new Worker(new URL('./convert-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
    // Parsers write warnings about odd files; they may quote them.
    stdout: true,
    stderr: true,
    env: {},
  });
  worker.on('error', () => {});
  worker.unref();
  return worker;
}

function answerOf(worker: Worker, file: FileToConvert, longestMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const end = (action: () => void) => {
      clearTimeout(timer);
      worker.off('message', onMessage).off('error', onDeath).off('exit', onDeath);
      action();
    };
    const onMessage = (answer: { text?: string }) =>
      end(() =>
        answer.text === undefined
          ? reject(new UnreadableFile())
          : resolve(answer.text.slice(0, MOST_CHARACTERS)),
      );
    const onDeath = () => end(() => reject(new Error('the converter ended')));
    const timer = setTimeout(() => end(() => reject(new TooSlow())), longestMs);
    worker.on('message', onMessage).on('error', onDeath).on('exit', onDeath);
    worker.postMessage(file);
  });
}

function toSourceError(error: unknown, longestMs: number): SourceError {
  if (error instanceof TooSlow) {
    return new SourceError('timeout', `The file could not be read within ${longestMs / 1000} s.`);
  }
  const detail =
    error instanceof UnreadableFile
      ? 'The file is damaged, encrypted, or not of the kind that its name says.'
      : 'The file takes more memory to read than is allowed.';
  return new SourceError('upstream_error', detail);
}
