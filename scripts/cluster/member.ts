import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { stopProcess, waitForOutput } from '../services/process.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const RESTART_PAUSE_MS = 1_000;

/** One process of the cluster, at the same address whenever it runs. */
export type Member = {
  name: string;
  url: string;
  /** Of the process that runs now. */
  pid: () => number | undefined;
  restart: () => Promise<void>;
  stop: () => Promise<void>;
};

type MemberOptions = {
  name: string;
  /** From the root of the repository. */
  script: string;
  url: string;
  env: Record<string, string | undefined>;
  /** Its ready line begins with this. */
  ready: RegExp;
  say: (text: string) => void;
  /** From then on it may end without being started again: Ctrl-C reaches it as well. */
  signal?: AbortSignal | undefined;
};

/** Starts the process and starts it again whenever it ends by itself, as a supervisor would. */
export async function startMember(options: MemberOptions): Promise<Member> {
  const { name, url, say } = options;
  let child: ChildProcess | undefined;
  let isWanted = true;
  let isStopped = false;
  let pause: NodeJS.Timeout | undefined;

  async function start(): Promise<void> {
    const started = spawn(process.execPath, [join(ROOT, options.script)], {
      cwd: ROOT,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    await waitForOutput(started, options.ready);
    started.stderr.on('data', (chunk: Buffer) => say(`${name}: ${chunk.toString().trimEnd()}`));
    if (hasEnded(started)) comeBack(started);
    else started.once('exit', () => comeBack(started));
  }

  function comeBack(ended: ChildProcess): void {
    if (!isWanted || options.signal?.aborted || ended !== child) return;
    say(`${name} ended (${ended.signalCode ?? ended.exitCode}); it is started again`);
    pause = setTimeout(() => {
      start().catch((error: unknown) => {
        say(`${name} could not be started again: ${error}`);
        if (child) comeBack(child);
      });
    }, RESTART_PAUSE_MS);
  }

  async function end(): Promise<void> {
    isWanted = false;
    clearTimeout(pause);
    if (child) await stopProcess(child, 'SIGTERM', 12_000);
  }

  async function stop(): Promise<void> {
    isStopped = true;
    await end();
  }

  try {
    await start();
  } catch (error) {
    await stop();
    throw new Error(`${name} could not be started`, { cause: error });
  }
  return {
    name,
    url,
    pid: () => child?.pid,
    restart: async () => {
      await end();
      if (isStopped) return;
      isWanted = true;
      await start();
    },
    stop,
  };
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
