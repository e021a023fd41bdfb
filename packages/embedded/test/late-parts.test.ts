import { execFile, spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { bareEnvironment } from '@rita/test-kit';
import { expect, test, vi } from 'vitest';
import { stopProcess, waitForOutput } from '../../../scripts/services/process.ts';
import { isTestFile, listSourceFiles, ROOT } from '../../../scripts/source-files.ts';

vi.setConfig({ testTimeout: 240_000 });

const LATE_IMPORT = /\bimport\(\s*'([^']+)'\s*\)|\brequire\('([^']+)'\)/g;
/** Libraries for what nobody may ever ask for; whoever needs one at the start says so here, and why. */
const LATE = [
  ...['better-auth', 'oidc-provider', '@modelcontextprotocol/server', 'nodemailer', 'undici'],
  ...['@fastify/swagger', 'ajv', 'yaml', '@zxcvbn-ts/language-common'],
  ...['rabbitmq-client', 'unpdf', 'mammoth', 'papaparse', 'postal-mime'],
];
/** Each file costs a start some tenths of a millisecond. */
const MOST_FILES = 1_700;

/** As each of our packages names them, which is where they are looked for. */
async function lateParts(home: string): Promise<string[]> {
  const files = listSourceFiles().filter(
    (file) => file.startsWith(`packages/${home}/src/`) && !isTestFile(file),
  );
  const found = files.map(async (file) => {
    const text = await readFile(join(ROOT, file), 'utf8');
    return [...text.matchAll(LATE_IMPORT)]
      .map(([, imported, required]) => imported ?? required ?? '')
      .map((name) =>
        name.startsWith('.') ? pathToFileURL(join(ROOT, dirname(file), name)).href : name,
      );
  });
  return [...new Set((await Promise.all(found)).flat())];
}

test.each([
  ['api-server', 'nodemailer'],
  ['connector', '@orama/stemmers/german'],
  ['platform', 'undici'],
  ['embedded', undefined],
])('what %s loads only when it is needed can be loaded', async (home, one) => {
  const parts = await lateParts(home);
  if (one !== undefined) expect(parts).toContain(one);
  const load = parts.map((part) => `import(${JSON.stringify(part)})`).join(', ');
  const script = `const all = await Promise.all([${load}]); console.log(all.length); process.exit(0)`;
  const given = ['--input-type=module', '--eval', script];
  const cwd = join(ROOT, 'packages', home);
  const { stdout } = await promisify(execFile)(process.execPath, given, { cwd });
  expect(stdout.trim()).toBe(String(parts.length));
});

test('a start of the product loads none of it', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'rita-late-'));
  const list = join(dataDir, 'loaded.json');
  const hook = `data:text/javascript,${encodeURIComponent(NOTE_FILES)}`;
  const main = join(ROOT, 'packages/embedded/src/main.ts');
  const product = spawn(process.execPath, ['--import', hook, main], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...bareEnvironment(), DATA_DIR: join(dataDir, 'data'), PORT: '0', LIST: list },
  });
  try {
    await waitForOutput(product, 'is ready at', 180_000);
    await stopProcess(product);
    const loaded: string[] = JSON.parse(await readFile(list, 'utf8'));
    const packages = new Set(loaded.map(packageOf));
    expect(LATE.filter((name) => packages.has(name))).toEqual([]);
    expect(loaded.some((file) => file.includes('/sources/confluence/'))).toBe(false);
    expect(loaded.length).toBeGreaterThan(500);
    expect(loaded.length).toBeLessThan(MOST_FILES);
  } finally {
    await stopProcess(product);
    await rm(dataDir, { recursive: true, force: true });
  }
});

const NOTE_FILES = `
import { registerHooks } from 'node:module';
import { writeFileSync } from 'node:fs';
const files = [];
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) files.push(url);
    return next(url, context);
  },
});
process.on('exit', () => writeFileSync(process.env.LIST, JSON.stringify(files)));
`;

function packageOf(url: string): string {
  const [, inside = ''] = url.split(/.*\/node_modules\//);
  return inside.split('/', inside.startsWith('@') ? 2 : 1).join('/');
}
