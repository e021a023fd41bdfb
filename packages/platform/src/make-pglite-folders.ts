import { execFile } from 'node:child_process';
import { cpSync } from 'node:fs';
import { access, mkdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { pgliteTemplateFolder } from './pglite-template.ts';

/** Both are needed: switched off one by one at run time, V8 still compiles a second time. */
export const COMPILER_FLAGS = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * Makes an empty embedded database in each of these folders that has none, as copies of the one that the
 * installation left; where it left none, of one that is made now, which takes seconds. Neither was ever
 * opened. Needs nothing of PGlite in this process, so that it may go on while that is loaded.
 */
export async function makePgliteFolders(
  folders: readonly string[],
  template: string = pgliteTemplateFolder(),
): Promise<void> {
  const areMade = await Promise.all(folders.map(isMade));
  const [first, ...others] = folders.filter((_, at) => !areMade[at]).map(draftOf);
  if (first === undefined) return;
  try {
    await mkdir(dirname(first.folder), { recursive: true });
    if (await isMade(template)) copyWhole(template, first.draft);
    else await makeInChild(first.draft);
    for (const { draft } of others) copyWhole(first.draft, draft);
    // Moved to its place whole, so that an interrupted start leaves no half of one.
    for (const { draft, folder } of [first, ...others]) await rename(draft, folder);
  } finally {
    for (const { draft } of [first, ...others]) await rm(draft, { recursive: true, force: true });
  }
}

function draftOf(folder: string): { folder: string; draft: string } {
  return { folder, draft: `${folder}.${process.pid}.draft` };
}

/** A thousand files; asynchronously, each would cost a round through the event loop, five times as much. */
function copyWhole(from: string, to: string): void {
  cpSync(from, to, { recursive: true });
}

async function isMade(folder: string): Promise<boolean> {
  return access(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** Making a database takes 550 MB for a moment; in a process of its own they are given back. */
async function makeInChild(folder: string): Promise<void> {
  const script = fileURLToPath(new URL('./make-pglite.ts', import.meta.url));
  await promisify(execFile)(process.execPath, [...COMPILER_FLAGS, script, folder]);
}
