import { randomBytes } from 'node:crypto';
import { runCommand } from './process.ts';

let answer: Promise<boolean> | undefined;

/** Whether a Docker engine answers, asked once. */
export function hasDocker(): Promise<boolean> {
  answer ??= runCommand('docker', ['info', '--format', '{{.ServerVersion}}'], {
    limitMs: 5_000,
  }).then(({ code, output }) => code === 0 && /^\d/.test(output.trim()));
  return answer;
}

export type Container = { port: number; stop: () => Promise<void> };

/**
 * Starts a throw-away container and waits until its log says `ready`.
 *
 * @returns nothing when it could not be started, for example without a way to the registry
 */
export async function startContainer(options: {
  image: string;
  port: number;
  env: Record<string, string>;
  command: string[];
  ready: RegExp;
}): Promise<Container | undefined> {
  const name = `rita-test-${randomBytes(6).toString('hex')}`;
  const env = Object.entries(options.env).flatMap(([key, value]) => ['-e', `${key}=${value}`]);
  const publish = ['-p', `127.0.0.1::${options.port}`];
  const started = await runCommand(
    'docker',
    ['run', '-d', '--rm', '--name', name, ...publish, ...env, options.image, ...options.command],
    { limitMs: 180_000 },
  );
  const stop = async () => void (await runCommand('docker', ['rm', '-f', '-v', name]));
  if (started.code === 0 && (await isReady(name, options.ready))) {
    const { output } = await runCommand('docker', ['port', name, `${options.port}/tcp`]);
    const port = Number(/:(\d+)/.exec(output)?.[1]);
    if (port > 0) return { port, stop };
  }
  await stop();
  return undefined;
}

async function isReady(name: string, ready: RegExp): Promise<boolean> {
  const end = Date.now() + 90_000;
  while (Date.now() < end) {
    const { code, output } = await runCommand('docker', ['logs', name]);
    if (code !== 0) return false;
    if (ready.test(output)) return true;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  return false;
}
