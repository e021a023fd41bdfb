import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { waitFor } from '@rita/test-kit';
import { openDatabase } from '../../packages/platform/src/database.ts';
import { silentLog } from '../../packages/platform/src/log.ts';
import { METRICS_TOKEN, type Service } from './product.ts';

/** Every row of every table of a database, whatever schema it is in, as text; bytes in hexadecimal. */
export async function dumpDatabase(url: string): Promise<Buffer> {
  const database = await openDatabase<unknown>({ url, folder: '', poolSize: 2, log: silentLog });
  try {
    const { rows } = await database.executeSql(`
      select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'`);
    const texts: string[] = [];
    for (const { name } of rows as { name: string }[]) {
      const found = await database.executeSql(`select t::text as row from ${name} t`);
      texts.push(name, ...(found.rows as { row: string }[]).map(({ row }) => row));
    }
    return Buffer.from(texts.join('\n'));
  } finally {
    await database.close();
  }
}

/** All files below a folder, one after the other; those that go meanwhile are left out. */
export async function readFolder(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  const contents = files.map(({ parentPath, name }) =>
    readFile(join(parentPath, name)).catch(() => Buffer.alloc(0)),
  );
  return Buffer.concat(await Promise.all(contents));
}

export async function readMetrics({ url }: Service): Promise<Buffer> {
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const answer = await fetch(`${url}/metrics`, { headers });
  if (!answer.ok) throw new Error(`metrics were answered with ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

/** All that the app's heap refers to. */
export async function readHeap({ url, pid }: Service, folder: string): Promise<Buffer> {
  process.kill(pid, 'SIGUSR2');
  const [file = ''] = await waitFor(
    async () => {
      const files = (await readdir(folder)).filter((name) => name.endsWith('.heapsnapshot'));
      return files.length > 0 && files;
    },
    { timeoutMs: 60_000, what: 'the snapshot' },
  );
  // It is written by the thread that answers, so an answer says that it is complete.
  await fetch(`${url}/api/health/live`);
  return readFile(join(folder, file));
}
