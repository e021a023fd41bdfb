import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { createTestDatabase } from '@rita/test-kit';
import { MIGRATIONS } from '../src/deps.ts';
import type { Tables } from '../src/platform/db/tables.ts';

/**
 * A database as a build before this one left it.
 *
 * @param before the number of the first migration that it does not have
 */
export async function openOlderDatabase({ name, before }: { name: string; before: string }) {
  const testDatabase = await createTestDatabase({ name });
  const database = await openDatabase<Tables>({ ...testDatabase, log: silentLog });
  const folder = await mkdtemp(join(tmpdir(), 'rita-before-'));
  for (const file of (await readdir(fileURLToPath(MIGRATIONS))).filter((one) => one < before)) {
    await cp(fileURLToPath(new URL(file, MIGRATIONS)), join(folder, file));
  }
  await migrate(database as Database<unknown>, pathToFileURL(`${folder}/`));
  return {
    database,
    execute: async (statements: readonly string[]) => {
      for (const statement of statements) await database.executeSql(statement);
    },
    /** The rest of the migrations. */
    upgrade: () => migrate(database as Database<unknown>, MIGRATIONS),
    close: async () => {
      await database.close();
      await testDatabase.drop();
      await rm(folder, { recursive: true });
    },
  };
}
