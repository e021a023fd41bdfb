import { setTimeout as wait } from 'node:timers/promises';
import { startApp } from './live/app-process.ts';
import { residentBytes } from './live/idle-memory.ts';
import { createStopwatch, startOf } from './live/latency.ts';
import { openReader, openReaders, type Reader } from './live/reader.ts';
import { signUp } from './live/sign-up.ts';
import { openQueue, type Stops, type Streams, startFloorStreams } from './live/start-floor.ts';
import { type BenchServices, startServices } from './services.ts';
import { type Line, percentile, printTable } from './table.ts';

const COUNTS = [1_000, 5_000, 10_000];
const MESSAGES = 15;
/** Opened and closed before, so that what a process needs once is not counted. */
const WARM_UP = 500;
const SETTLE_MS = 2_000;
const HERD = 1_000;
const GOALS = { memoryTimes: 1.3, fanOutTimes: 1.5 };

type Place = Streams & { residentBytes: () => Promise<number> };
type Herd = { refused: number; p99: number };
/** KiB of a stream and ms of a change, for each of the counts; 1,000 that come at once. */
type Measured = { memory: number[]; fanOut: number[]; herd: Herd };

/** Streams of browsers that idle, are told of one change, and come back at once; beside bare `node:http`. */
export async function benchStreams(): Promise<boolean> {
  const services = await startServices();
  const stops: Stops = [services.stop];
  try {
    const app = await openApp(services, stops);
    const padding = JSON.stringify(app.user.connection).length;
    const floor = await measureStreams(await openFloor(services, stops, padding));
    const own = await measureStreams(app);
    return printTable([
      ...COUNTS.flatMap((_, at) => linesOf(at, own, floor)),
      herdLine(own, floor),
    ]);
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

/** Memory first, with more and more that only idle; then changes, with fewer and fewer. */
async function measureStreams(place: Place): Promise<Measured> {
  const { app, user } = place;
  const stopwatch = createStopwatch(place);
  const open = () => openReader(app.url, user.cookie, stopwatch.onText);
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
  const fanOut: number[] = [];
  for (const count of COUNTS.toReversed()) {
    closeAll(readers.splice(count));
    await wait(SETTLE_MS);
    fanOut.unshift((await stopwatch.measure({ readers: count, messages: MESSAGES })).p99);
  }
  closeAll(readers);
  await wait(SETTLE_MS);
  return { memory, fanOut, herd: await measureHerd(open) };
}

/** Until each has its snapshot; whoever is refused, or cut, counts as such. */
async function measureHerd(open: () => Promise<Reader>): Promise<Herd> {
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

function linesOf(at: number, own: Measured, floor: Measured): Line[] {
  const streams = `${COUNTS[at]} streams`;
  return [
    lineOf({
      name: `memory of each of ${streams}, KiB`,
      values: [own.memory[at], floor.memory[at]],
      times: GOALS.memoryTimes,
    }),
    lineOf({
      name: `one change to ${streams}, p99 in ms`,
      values: [own.fanOut[at], floor.fanOut[at]],
      times: GOALS.fanOutTimes,
    }),
  ];
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

function herdLine({ herd }: Measured, floor: Measured): Line {
  return {
    name: `${HERD} that come at once: refused · p99 in ms`,
    measured: `${herd.refused} · ${herd.p99.toFixed(0)}`,
    floor: `${floor.herd.refused} · ${floor.herd.p99.toFixed(0)}`,
    goal: 'none refused',
    isKept: herd.refused === 0,
  };
}
