import { type AppProcess, BENCH_METRICS_TOKEN } from './app-process.ts';
import { openReader, openReaders } from './reader.ts';
import type { User } from './sign-up.ts';

const CLIENTS = 5_000;
/** Opened and closed before, so that what the process needs once is not counted. */
const WARM_UP = 500;

/** KiB of resident memory that one connected, idle browser costs. */
export async function measureIdleMemory(app: AppProcess, user: User): Promise<number> {
  const open = () => openReader(app.url, user.cookie, () => {});
  for (const reader of await openReaders(WARM_UP, open)) reader.close();
  const before = await residentBytes(app);
  const readers = await openReaders(CLIENTS, open);
  const after = await residentBytes(app);
  for (const reader of readers) reader.close();
  return (after - before) / CLIENTS / 1024;
}

/** What an api-server says of itself. */
export async function residentBytes({ url }: Pick<AppProcess, 'url'>): Promise<number> {
  const headers = { authorization: `Bearer ${BENCH_METRICS_TOKEN}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  const bytes = /^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1];
  if (bytes === undefined) throw new Error('the metrics do not tell the memory');
  return Number(bytes);
}
