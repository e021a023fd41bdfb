import { randomUUID } from 'node:crypto';
import { MIGRATIONS } from '@rita/connector/platform/db/tables';
import { startDatabase } from './services.ts';
import { type BenchConnector, type Performed, startBenchConnector } from './sync/connector.ts';
import { fetchAgain } from './sync/fetch-floor.ts';
import { type Samples, startSamples } from './sync/samples.ts';
import { type Line, printTable } from './table.ts';

const PAGES = 20_000;
/** Many times as many must cost no more for each, and no more memory. */
const MANY_PAGES = 100_000;
const EDITS = 50;
/** What a call to a near Confluence takes at the very least; see docs/bench.md. */
const LATENCY_MS = 20;

const GOALS = {
  shareOfFloor: 0.8,
  memoryMiB: 300,
  growth: 1.1,
  shareOfCalls: 0.02,
  verifySeconds: 2,
  demoSeconds: 15,
};

/** The promises about reading a source; true when all are kept. */
export async function benchSync(): Promise<boolean> {
  const database = await startDatabase(MIGRATIONS);
  const stops = [database.stop];
  const open = async (variables: Record<string, string>) => {
    const connector = await startBenchConnector(database.databaseUrl, variables);
    stops.push(connector.stop);
    return connector;
  };
  const fill = async (pages: number) => {
    const samples = await startSamples({ pages, latencyMs: LATENCY_MS });
    stops.push(samples.stop);
    return samples;
  };
  try {
    console.log(`PostgreSQL from ${database.origin}`);
    const samples = await fill(PAGES);
    const usual = await open({});
    const lines = [...(await benchVerify(usual, samples)), await benchDemo(usual, samples)];
    await stops.pop()?.();
    const large = await benchLarge(await open(FAST), samples);
    lines.push(...large.lines);
    for (const stop of stops.splice(1).toReversed()) await stop();
    lines.push(...(await benchMany(await open(FAST), await fill(MANY_PAGES), large.first)));
    return printTable(lines);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

/** The pace that spares a source would be all that is measured. */
const FAST = { SOURCE_REQUESTS_PER_SECOND: '1000' };

async function benchVerify(connector: BenchConnector, samples: Samples): Promise<Line[]> {
  const lines: Line[] = [];
  for (const source of samples.listing) {
    const { seconds, result } = await connector.verify(randomUUID(), source);
    requireStatus(result, 'success');
    lines.push({
      name: `verify the sample ${source.type}`,
      measured: `${seconds.toFixed(2)} s`,
      floor: '',
      goal: `≤ ${GOALS.verifySeconds} s`,
      isKept: seconds <= GOALS.verifySeconds,
    });
  }
  return lines;
}

/** As it comes, with the pace that spares a source. */
async function benchDemo(connector: BenchConnector, samples: Samples): Promise<Line> {
  const source = samples.listing.find(({ type }) => type === 'confluence');
  if (!source) throw new Error('there is no sample of Confluence');
  const id = randomUUID();
  await connector.verify(id, source);
  const { seconds, result } = await connector.sync(id, source);
  return {
    name: `sync the sample confluence, ${documentsOf(result)} documents`,
    measured: `${seconds.toFixed(1)} s`,
    floor: '',
    goal: `≤ ${GOALS.demoSeconds} s`,
    isKept: seconds <= GOALS.demoSeconds,
  };
}

type FirstSync = { id: string; full: Performed; calls: string[]; memory: number };

async function syncFirst(
  connector: BenchConnector,
  samples: Samples,
  pages: number,
): Promise<FirstSync> {
  const source = sourceOf(samples);
  const id = randomUUID();
  requireStatus((await connector.verify(id, source)).result, 'success');
  await samples.takeCalls();
  const full = await connector.sync(id, source);
  const calls = await samples.takeCalls();
  if (documentsOf(full.result) !== pages) {
    throw new Error(`${documentsOf(full.result)} documents instead of ${pages}`);
  }
  return { id, full, calls, memory: await connector.peakMemory() };
}

const sourceOf = (samples: Samples) => ({ type: 'confluence' as const, ...samples.large });

async function benchLarge(connector: BenchConnector, samples: Samples) {
  const first = await syncFirst(connector, samples, PAGES);
  const { id, calls } = first;
  const floorSeconds = await fetchAgain(samples.large.url, sourceOf(samples), calls);
  await samples.takeCalls();
  const edited = await samples.edit(EDITS);
  const next = await connector.sync(id, sourceOf(samples));
  const nextCalls = await samples.takeCalls();
  requireUpdated(next.result, edited);
  const lines = [
    ...linesOfFull({ ...first, floorSeconds }),
    {
      name: `sync again after ${edited} changes`,
      measured: `${nextCalls.length} calls (${((100 * nextCalls.length) / calls.length).toFixed(1)} %), ${next.seconds.toFixed(1)} s`,
      floor: `${calls.length} calls`,
      goal: `≤ ${100 * GOALS.shareOfCalls} %`,
      isKept: nextCalls.length <= calls.length * GOALS.shareOfCalls,
    },
  ];
  return { lines, first };
}

function linesOfFull(measured: FirstSync & { floorSeconds: number }): Line[] {
  const { full, floorSeconds, calls, memory } = measured;
  const share = floorSeconds / full.seconds;
  return [
    {
      name: `sync ${PAGES} pages, ${calls.length} calls`,
      measured: `${(100 * share).toFixed(0)} % (${Math.round(PAGES / full.seconds)} pages/s)`,
      floor: `${Math.round(PAGES / floorSeconds)} pages/s`,
      goal: `≥ ${100 * GOALS.shareOfFloor} %`,
      isKept: share >= GOALS.shareOfFloor,
    },
    {
      name: '  most memory of the connector',
      measured: `${Math.round(memory)} MiB`,
      floor: '',
      goal: `≤ ${GOALS.memoryMiB} MiB`,
      isKept: memory <= GOALS.memoryMiB,
    },
  ];
}

/** Many more pages, beside what fewer of them took. */
async function benchMany(
  connector: BenchConnector,
  samples: Samples,
  few: FirstSync,
): Promise<Line[]> {
  const many = await syncFirst(connector, samples, MANY_PAGES);
  const msEach = (seconds: number, pages: number) => (1000 * seconds) / pages;
  const [each, before] = [msEach(many.full.seconds, MANY_PAGES), msEach(few.full.seconds, PAGES)];
  return [
    {
      name: `sync ${MANY_PAGES} pages, time for each`,
      measured: `${each.toFixed(2)} ms`,
      floor: `${before.toFixed(2)} ms`,
      goal: `≤ ${GOALS.growth} ×`,
      isKept: each <= before * GOALS.growth,
    },
    {
      name: '  most memory of the connector',
      measured: `${Math.round(many.memory)} MiB`,
      floor: `${Math.round(few.memory)} MiB`,
      goal: `≤ ${GOALS.growth} ×`,
      isKept: many.memory <= few.memory * GOALS.growth,
    },
  ];
}

function requireStatus(result: Performed['result'], status: string): void {
  if (result.status !== status) throw new Error(`a run ended as ${JSON.stringify(result)}`);
}

function documentsOf(result: Performed['result']): number {
  requireStatus(result, 'sync_completed');
  return result.type === 'sync' ? (result.documents_processed ?? 0) : 0;
}

function requireUpdated(result: Performed['result'], edited: number): void {
  requireStatus(result, 'sync_completed');
  const updated = result.type === 'sync' ? result.documents_updated : undefined;
  if (updated !== edited) throw new Error(`${updated} documents updated instead of ${edited}`);
}
