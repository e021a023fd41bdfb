import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConnectorEnv } from '@rita/connector/server';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { requireSecrets } from './secrets.ts';

let parent: string;
let dataDir: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'rita-embedded-'));
  dataDir = join(parent, 'data');
});
afterEach(() => rm(parent, { recursive: true, force: true }));

test('secrets are made once, are good for the services, and only their owner can read them', async () => {
  const secrets = await requireSecrets(dataDir);
  expect(await requireSecrets(dataDir)).toEqual(secrets);
  expect(new Set(Object.values(secrets)).size).toBe(3);
  const env = { ...secrets, STATUS_CALLBACK_URL: 'http://127.0.0.1:1/' };
  expect(() => readConnectorEnv(env)).not.toThrow();

  expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  expect(await readdir(dataDir)).toEqual(['secrets.json']);
});

test('a damaged file is said to be damaged and is left as it is', async () => {
  await requireSecrets(dataDir);
  const file = join(dataDir, 'secrets.json');
  await writeFile(file, '{"AUTH_SECRET": "still-precious"');
  const failure = requireSecrets(dataDir);
  await expect(failure).rejects.toThrow(/secrets\.json is damaged/);
  await expect(failure).rejects.not.toThrow(/still-precious/);
  expect(await readFile(file, 'utf8')).toContain('still-precious');
});
