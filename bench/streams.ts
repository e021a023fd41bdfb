import { setTimeout as wait } from 'node:timers/promises';
import { startApp } from './live/app-process.ts';
import { residentBytes } from './live/idle-memory.ts';
import { measureLatency, startOf } from './live/latency.ts';
import { openReader, openReaders, type Reader } from './live/reader.ts';
import { signUp } from './live/sign-up.ts';
import { openQueue, type Stops, type Streams, startFloorStreams } from './live/start-floor.ts';
import { type BenchServices, startServices } from './services.ts';
import { type Line, median, percentile, printTable } from './table.ts';

const COUNTS = [1_000, 5_000, 10_000];
const MESSAGES = 15;
const ROUNDS = 3;
/** Opened and closed before, so that what a process needs once is not counted. */
const WARM_UP = 500;
const SETTLE_MS = 2_000;
const HERD = 1_000;
const GOALS = { memoryTimes: 1.3, fanOutTimes: 1.5 };

type Place = Streams & { residentBytes: () => Promise<number> };
type Herd = { refused: number; p99: number };
type Both = { own: Place; floor: Place };

/** Streams of browsers that idle, are told of one change, and come back at once; beside bare `node:http`. */
export async function benchStreams(): Promise<boolean> {
  const services = await startServices();
  const stops: Stops = [services.stop];
  try {
    const own = await openApp(services, stops);
    const padding = JSON.stringify(own.user.connection).length;
    const both = { own, floor: await openFloor(services, stops, padding) };
    const memory = { floor: await measureMemory(both.floor), own: await measureMemory(own) };
    const lines = COUNTS.map((count, at) =>
      lineOf({
        name: `memory of each of ${count} streams, KiB`,
        values: [memory.own[at], memory.floor[at]],
        times: GOALS.memoryTimes,
      }),
    );
    for (const count of COUNTS) lines.push(await measureFanOut(both, count));
    return printTable([...lines, await measureHerds(both)]);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function openApp(services: BenchServices, stops: Stops): Promise<Place> {
  const { queue, publisher } = await openQueue(services, stops);
  const app = await startApp(services, { queue: queue.name });
  stops.push(app.stop);
  const user = await signUp(app.url);
  await queue.send(startOf(user));
  return { app, user, publisher, residentBytes: () => residentBytes(app) };
}

async function openFloor(services: BenchServices, stops: Stops, padding: number): Promise<Place> {
  const floor = await startFloorStreams(services, stops, { padding });
  const memory = async () => Number(await (await fetch(`${floor.app.url}/memory`)).text());
  return { ...floor, residentBytes: memory };
}

/** KiB of each, with more and more that only idle. */
async function measureMemory(place: Place): Promise<number[]> {
  const open = () => openReader(place.app.url, place.user.cookie, () => {});
  closeAll(await openReaders(WARM_UP, open));
  await wait(SETTLE_MS);
  const before = await place.residentBytes();
  const readers: Reader[] = [];
  const memory: number[] = [];
  for (const count of COUNTS) {
    readers.push(...(await openReaders(count - readers.length, open)));
    await wait(SETTLE_MS);
    memory.push(((await place.residentBytes()) - before) / count / 1024);
  }
  closeAll(readers);
  await wait(SETTLE_MS);
  return memory;
}

/** In turns: what else runs on the machine meets both. */
async function measureFanOut({ own, floor }: Both, count: number): Promise<Line> {
  const times = { own: [] as number[], floor: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.floor.push((await measureLatency(floor, count, MESSAGES)).p99);
    times.own.push((await measureLatency(own, count, MESSAGES)).p99);
  }
  return lineOf({
    name: `one change to ${count} streams, p99 in ms`,
    values: [median(times.own), median(times.floor)],
    times: GOALS.fanOutTimes,
  });
}

async function measureHerds({ own, floor }: Both): Promise<Line> {
  const bare = await measureHerd(floor);
  const herd = await measureHerd(own);
  const textOf = ({ refused, p99 }: Herd) => `${refused} · ${p99.toFixed(0)}`;
  return {
    name: `${HERD} that come at once: refused · p99 in ms`,
    measured: textOf(herd),
    floor: textOf(bare),
    goal: 'none refused',
    isKept: herd.refused === 0,
  };
}

/** Until each has its snapshot; whoever is refused, or cut, counts as such. */
async function measureHerd({ app, user }: Streams): Promise<Herd> {
  const open = () => openReader(app.url, user.cookie, () => {});
  const begin = performance.now();
  const times: number[] = [];
  const note = (reader: Reader) => {
    times.push(performance.now() - begin);
    return reader;
  };
  const coming = Array.from({ length: HERD }, () => open().then(note));
  const came = await Promise.allSettled(coming);
  closeAll(came.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])));
  return { refused: HERD - times.length, p99: percentile(times, 99) };
}

function closeAll(readers: readonly Reader[]): void {
  for (const reader of readers) reader.close();
}

function lineOf(given: {
  name: string;
  values: [own: number | undefined, floor: number | undefined];
  times: number;
}): Line {
  const { name, times } = given;
  const [own = Number.NaN, floor = Number.NaN] = given.values;
  const share = own / floor;
  return {
    name,
    measured: `${own.toFixed(1)} (${share.toFixed(2)} ×)`,
    floor: floor.toFixed(1),
    goal: `≤ ${times} ×`,
    isKept: share <= times,
  };
}
