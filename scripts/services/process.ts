import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Waits until the output has `text`; fails with what was said when the process ends first. */
export async function waitForOutput(
  child: ChildProcess,
  text: string | RegExp,
  limitMs = 60_000,
): Promise<string> {
  let said = '';
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const listen = (chunk: Buffer) => {
    said += chunk.toString();
    if (typeof text === 'string' ? said.includes(text) : text.test(said)) resolve(said);
  };
  const ended = () => reject(new Error(`it ended too early:\n${said.slice(-4000)}`));
  const timer = setTimeout(
    () => reject(new Error(`not ready after ${limitMs} ms:\n${said.slice(-4000)}`)),
    limitMs,
  );
  child.stdout?.on('data', listen);
  child.stderr?.on('data', listen);
  child.once('exit', ended);
  child.once('error', reject);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    child.off('exit', ended);
    child.stdout?.off('data', listen).resume();
    child.stderr?.off('data', listen).resume();
  }
}

/** Asks the process to leave, and makes it leave when it does not within `limitMs`. */
export async function stopProcess(
  child: ChildProcess,
  signal: NodeJS.Signals = 'SIGTERM',
  limitMs = 10_000,
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const exit = once(child, 'exit');
  child.kill(signal);
  await exit;
  clearTimeout(timer);
}

export type Answer = { code: number; output: string };

/** Runs a command to its end; never throws: a command that cannot be started has code 127. */
export async function runCommand(
  command: string,
  args: string[],
  options: SpawnOptions & { limitMs?: number } = {},
): Promise<Answer> {
  const { limitMs = 600_000, ...rest } = options;
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...rest });
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), limitMs);
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? 1, output };
  } catch (error) {
    return { code: 127, output: String(error) };
  } finally {
    clearTimeout(timer);
  }
}
