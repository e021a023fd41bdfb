import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp } from './start-test-app.ts';

const PAGE = '<!doctype html><title>Rita</title>';
const SCRIPT = 'export const answer = 42;\n'.repeat(50);
let folder: string;
let app: TestApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rita-client-'));
  await mkdir(join(folder, 'assets'));
  for (const [name, text] of [
    ['index.html', PAGE],
    ['assets/app-1a2b3c.js', SCRIPT],
  ] as const) {
    await writeFile(join(folder, name), text);
    await writeFile(join(folder, `${name}.br`), brotliCompressSync(text));
    await writeFile(join(folder, `${name}.gz`), gzipSync(text));
  }
  await writeFile(join(folder, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  app = await startTestApp({}, { clientFolder: pathToFileURL(`${folder}/`) });
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

async function ask(path: string, encodings: string) {
  const headers = { 'accept-encoding': encodings, accept: 'text/html' };
  const answer = await fetch(`${app.url}${path}`, { headers });
  const { status } = answer;
  const read = (name: string) => answer.headers.get(name);
  return {
    status,
    encoding: read('content-encoding'),
    type: read('content-type'),
    vary: read('vary'),
    cache: read('cache-control'),
    text: await answer.text(),
  };
}

test.each([
  ['br, gzip', 'br'],
  ['gzip', 'gzip'],
  ['identity', null],
])('a browser that takes %s gets a script as %s', async (encodings, encoding) => {
  expect(await ask('/assets/app-1a2b3c.js', encodings)).toMatchObject({
    status: 200,
    encoding,
    type: expect.stringContaining('javascript'),
    // A cache in between must not give one browser what was made for another.
    vary: expect.stringMatching(/accept-encoding/i),
    cache: 'public, max-age=31536000, immutable',
    text: SCRIPT,
  });
});

test.each(['/', '/data-sources', '/settings'])('the page at %s comes compressed', async (path) => {
  expect(await ask(path, 'gzip, br')).toMatchObject({
    status: 200,
    encoding: 'br',
    type: expect.stringContaining('text/html'),
    vary: expect.stringMatching(/accept-encoding/i),
    cache: 'no-cache',
    text: PAGE,
  });
});

test('what was too small to compress comes as it is', async () => {
  expect(await ask('/favicon.svg', 'br')).toMatchObject({
    status: 200,
    encoding: null,
    vary: expect.stringMatching(/accept-encoding/i),
  });
});

test('a file that is not there is not there in any encoding', async () => {
  expect((await ask('/assets/gone-1a2b3c.js', 'br, gzip')).status).toBe(404);
});
