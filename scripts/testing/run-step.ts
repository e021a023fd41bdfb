import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import type { Step, StepEnv, StepResult } from './step.ts';
import { ROOT } from './steps.ts';

/** Leaders of the process groups that run now. */
const running = new Set<ChildProcess>();

/**
 * Runs a step to its end and counts it. A step that cannot be started, or whose runner ends in
 * failure without a failed test in its report, counts as one failed.
 */
export async function runStep(step: Step, env: StepEnv): Promise<StepResult> {
  const startedAt = performance.now();
  if (step.report) await rm(step.report.file, { force: true });
  let output = '';
  let failed = false;
  for (const { command, args } of step.commands) {
    const answer = await run(command, args, { ...env, ...step.env });
    output += answer.output;
    failed = answer.code !== 0;
    if (failed) break;
  }
  const totals = await count(step, failed);
  const seconds = (performance.now() - startedAt) / 1000;
  return { name: step.name, seconds, output, ...totals };
}

async function count(step: Step, failed: boolean): Promise<{ passed: number; failed: number }> {
  const byItself = failed ? { passed: 0, failed: 1 } : { passed: 1, failed: 0 };
  if (!step.report) return byItself;
  const text = await readFile(step.report.file, 'utf8').catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1 };
  const totals = step.report.read(JSON.parse(text));
  return failed && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

async function run(command: string, args: string[], env: StepEnv) {
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Its own group, so that everything that it started can be ended with it.
    detached: true,
  });
  running.add(child);
  let output = '';
  const listen = (chunk: Buffer) => {
    output += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  try {
    const [code] = (await once(child, 'exit')) as [number | null];
    return { code: code ?? 1, output };
  } catch (error) {
    return { code: 127, output: `${output}${command} cannot be started: ${error}\n` };
  } finally {
    running.delete(child);
  }
}

/** Ends all steps that run, first kindly, so that runners can end what they started. */
export async function endRunningSteps(): Promise<void> {
  const ending = [...running].map(async (child) => {
    const exit = once(child, 'exit');
    signalGroup(child, 'SIGINT');
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), 5_000);
    await exit;
    clearTimeout(timer);
  });
  await Promise.allSettled(ending);
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // It has just ended.
  }
}
