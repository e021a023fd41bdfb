import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openConversionPool } from '@rita/connector/convert/pool';
import { hostileDocuments } from '@rita/connector/convert/testing/hostile-documents';

const MIB = 1024 * 1024;
const THREADS = 3;

export type HostileFigures = { documents: number; delayMs: number; memoryMiB: number };

/** Reads the whole set of hostile documents in their full size, and watches this process meanwhile. */
export async function benchHostile(): Promise<HostileFigures> {
  const documents = hostileDocuments();
  const pool = openConversionPool({ workers: THREADS });
  const signal = new AbortController().signal;
  const before = process.memoryUsage.rss();
  let most = before;
  const look = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 20);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await Promise.allSettled(
    documents.map(({ kind, input }, index) =>
      pool.for(`tenant ${index % 5}`, signal)(kind, input as never),
    ),
  );
  delay.disable();
  clearInterval(look);
  await pool.close();
  return {
    documents: documents.length,
    delayMs: delay.max / 1e6,
    memoryMiB: (most - before) / THREADS / MIB,
  };
}
