import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { SampleSource } from '@rita/contracts';
import { stopProcess } from '../../scripts/services/process.ts';

type Access = Pick<SampleSource, 'settings' | 'credentials'>;

export type SampleQuestion = { ask: 'listing' | 'calls' } | { ask: 'edit'; count: number };
export type SampleAnswer = Partial<{
  ready: true;
  listing: SampleSource[];
  large: Access & { url: string };
  /** What the large Confluence was asked since the last question: method, path and query. */
  calls: string[];
  edited: number;
}>;

/** The four samples as they come, and a Confluence of many pages, in a process of their own. */
export type Samples = {
  listing: SampleSource[];
  large: Access & { url: string };
  takeCalls: () => Promise<string[]>;
  edit: (count: number) => Promise<number>;
  stop: () => Promise<void>;
};

/** @param options.latencyMs how long the large Confluence takes for each answer */
export async function startSamples(options: {
  pages: number;
  latencyMs: number;
}): Promise<Samples> {
  const file = join(import.meta.dirname, 'sample-process.ts');
  const child = fork(file, [String(options.pages), String(options.latencyMs)]);
  const stop = () => stopProcess(child);
  try {
    await once(child, 'message');
    const { listing, large } = await ask(child, { ask: 'listing' });
    if (!listing || !large) throw new Error('the samples did not say where they are');
    return {
      listing,
      large,
      takeCalls: async () => (await ask(child, { ask: 'calls' })).calls ?? [],
      edit: async (count) => (await ask(child, { ask: 'edit', count })).edited ?? 0,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function ask(child: ChildProcess, question: SampleQuestion): Promise<SampleAnswer> {
  const answered = once(child, 'message');
  child.send(question);
  const [answer] = (await answered) as [SampleAnswer];
  return answer;
}
