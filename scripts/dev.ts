// The whole product while it is being changed: the servers start again and the page reloads.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const PAGE = 'http://localhost:5173';
const children: ChildProcess[] = [];

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, endAll);

run(process.execPath, ['--watch', '--watch-preserve-output', 'packages/embedded/src/main.ts'], {
  PORT: '3000',
  // Browsers come by way of Vite, and sign-in refuses other origins.
  PUBLIC_URL: PAGE,
  LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
});
run(join(ROOT, 'node_modules', '.bin', 'vite'), ['packages/client', '--strictPort'], {
  API_URL: 'http://localhost:3000',
});

function run(command: string, args: string[], env: Record<string, string>): void {
  const child = spawn(command, args, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  children.push(child);
  // One without the other is of no use.
  child.on('exit', endAll);
}

function endAll(): void {
  for (const child of children) child.kill('SIGTERM');
}
