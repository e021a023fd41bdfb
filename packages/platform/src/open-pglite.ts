import { execFile } from 'node:child_process';
import { access, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';

/**
 * Memory before speed: this is a trial's database. Measured with a table of 20,000 rows, one
 * instance takes 140 MB instead of 580 MB with V8's baseline compiler and small buffers.
 */
const SMALL = ['shared_buffers=16MB', 'max_connections=20', 'wal_buffers=1MB'];
/** Both are needed: switched off one by one at run time, V8 still compiles a second time. */
const COMPILER_FLAGS = ['--no-wasm-tier-up', '--no-wasm-dynamic-tiering'];

/**
 * Opens the embedded database in `folder`, or in memory for `memory://`; makes it when there is
 * none. Types with an OID among `numbers` are read as numbers.
 */
export async function openPgliteFolder(
  folder: string,
  types: { numbers: ReadonlySet<number> },
): Promise<PGlite> {
  for (const flag of COMPILER_FLAGS) setFlagsFromString(flag);
  if (!folder.startsWith('memory://') && !(await isMade(folder))) await makeInChild(folder);
  return PGlite.create({
    dataDir: folder,
    startParams: [...PGlite.defaultStartParams, ...SMALL.flatMap((setting) => ['-c', setting])],
    parsers: Object.fromEntries([...types.numbers].map((oid) => [oid, Number])),
  });
}

async function isMade(folder: string): Promise<boolean> {
  return access(join(folder, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/**
 * Making a database takes 550 MB for a moment; in a process of its own they are given back. It is
 * made beside its place and moved there whole, so that an interrupted start leaves no half of one.
 */
async function makeInChild(folder: string): Promise<void> {
  const draft = `${folder}.${process.pid}.draft`;
  const script = fileURLToPath(new URL('./make-pglite.ts', import.meta.url));
  try {
    await promisify(execFile)(process.execPath, [...COMPILER_FLAGS, script, draft]);
    await rename(draft, folder);
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}
