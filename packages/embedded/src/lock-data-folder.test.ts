import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataFolder } from './lock-data-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rita-lock-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('a folder is for one process at a time', async () => {
  const unlock = await lockDataFolder(folder);
  await expect(lockDataFolder(folder)).rejects.toThrow(/Another process is running on/);
  await unlock();
  await (await lockDataFolder(folder))();
});

test('the lock of a killed process holds nobody up', async () => {
  const module = new URL('./lock-data-folder.ts', import.meta.url).href;
  const script = `const { lockDataFolder } = await import(${JSON.stringify(module)});
    await lockDataFolder(${JSON.stringify(folder)});
    console.log('locked'); setInterval(() => {}, 1000);`;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', script]);
  await once(holder.stdout, 'data');
  await expect(lockDataFolder(folder)).rejects.toThrow(/Another process/);
  const gone = once(holder, 'exit');
  holder.kill('SIGKILL');
  await gone;
  await (await lockDataFolder(folder))();
});

test('a path too long for a socket is locked all the same', async () => {
  const deep = join(folder, 'd'.repeat(100));
  await mkdir(deep);
  const unlock = await lockDataFolder(deep);
  await expect(lockDataFolder(deep)).rejects.toThrow(/Another process/);
  await unlock();
});
