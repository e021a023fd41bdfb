import { setFlagsFromString } from 'node:v8';
import { PGlite } from '@electric-sql/pglite';
import { COMPILER_FLAGS, makePgliteFolders } from './make-pglite-folders.ts';

/**
 * Memory before speed: this is a trial's database. Measured with a table of 20,000 rows, one
 * instance takes 140 MB instead of 580 MB with V8's baseline compiler and small buffers.
 */
const SMALL = ['shared_buffers=16MB', 'max_connections=20', 'wal_buffers=1MB'];

/**
 * Opens the embedded database in `folder`, or in memory for `memory://`; makes it when there is
 * none. Types with an OID among `numbers` are read as numbers.
 *
 * @param options.planCacheMode whether what is prepared may keep a plan for all values
 */
export async function openPgliteFolder(
  folder: string,
  options: { numbers: ReadonlySet<number>; planCacheMode?: 'auto' | 'force_custom_plan' },
): Promise<PGlite> {
  for (const flag of COMPILER_FLAGS) setFlagsFromString(flag);
  if (!folder.startsWith('memory://')) await makePgliteFolders([folder]);
  const { numbers, planCacheMode = 'auto' } = options;
  const settings = [...SMALL, `plan_cache_mode=${planCacheMode}`];
  return PGlite.create({
    dataDir: folder,
    startParams: [...PGlite.defaultStartParams, ...settings.flatMap((setting) => ['-c', setting])],
    parsers: Object.fromEntries([...numbers].map((oid) => [oid, Number])),
  });
}
