import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Folders, faultsOf, readNamedFiles } from './named-files/read-named-files.ts';
import { ROOT } from './source-files.ts';

const PACKAGES: Folders = {
  api: 'packages/api-server',
  con: 'packages/connector',
  plat: 'packages/platform',
  contracts: 'packages/contracts',
  client: 'packages/client',
};

const CONNECTOR = 'packages/connector/src';
const SOURCES: Folders = {
  c: `${CONNECTOR}/sources/confluence`,
  s: `${CONNECTOR}/sources/servicenow`,
  p: `${CONNECTOR}/sources/sharepoint`,
  w: `${CONNECTOR}/sources/websearch`,
  sources: `${CONNECTOR}/sources`,
  convert: `${CONNECTOR}/convert`,
  egress: `${CONNECTOR}/egress`,
};

/** Pages that say by which test something is shown, with what their short names mean. */
const PAGES: Record<string, Folders> = {
  'docs/asvs.md': PACKAGES,
  'docs/security.md': PACKAGES,
  'docs/reliability.md': PACKAGES,
  'docs/upstream-rules.md': SOURCES,
};

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: ROOT,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => existsSync(join(ROOT, file)));
const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');

const faults = Object.entries(PAGES).flatMap(([path, folders]) => {
  const page = { path, text: read(path) };
  // A page that seems to name nothing is written in a way that is not understood here.
  if (readNamedFiles(page.text).length === 0) return [`${path} names no file`];
  return faultsOf(page, files, { folders, read });
});
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exit(faults.length > 0 ? 1 : 0);
