import { join } from 'node:path';
import { startApp } from './live/app-process.ts';
import { type Latency, measureLatency, startOf } from './live/latency.ts';
import { signUp } from './live/sign-up.ts';
import { openQueue, type Stops, startFloorStreams } from './live/start-floor.ts';
import { optionOf } from './option-of.ts';
import { type BenchServices, startServices } from './services.ts';
import { type Line, median, printTable } from './table.ts';

const READERS = [1, 100, 1_000];
const ROUNDS = 3;
const GOALS = { p50OfOneMs: 4, floorTimes: 1.5, moreMs: 10 };

type Place = { name: string; measure: (readers: number) => Promise<Latency> };

/**
 * From handing a message to the broker until each reader has its event, through a replica that
 * consumes and one that does not, in turns with a bare consumer that writes to bare streams, and with
 * one that stores in between: what the database takes has no goal, and says what is left for us.
 */
export async function benchLatency(): Promise<boolean> {
  const services = await startServices();
  const stops: Stops = [services.stop];
  try {
    const base = optionOf('--base');
    const main = base === undefined ? undefined : join(base, 'packages/api-server/src/main.ts');
    const places = [
      await startFloor(services, stops),
      await startStoringFloor(services, stops),
      ...(await startReplicas(services, stops)),
      ...(main === undefined ? [] : await startReplicas(services, stops, main)),
    ];
    // Node compiles what it runs often.
    for (let time = 0; time < 5; time += 1) for (const { measure } of places) await measure(1);
    const lines: Line[] = [];
    for (const readers of READERS) lines.push(...(await measureAll(places, readers)));
    return printTable(lines);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function measureAll(places: readonly Place[], readers: number): Promise<Line[]> {
  const rounds: Latency[][] = places.map(() => []);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, { measure }] of places.entries()) rounds[at]?.push(await measure(readers));
  }
  const of = (at: number, part: 'p50' | 'p95' | 'p99') =>
    median((rounds[at] ?? []).map((one) => one[part]));
  const written = (at: number) =>
    (['p50', 'p95', 'p99'] as const).map((part) => of(at, part).toFixed(1)).join(' / ');
  const limit = GOALS.floorTimes * of(0, 'p99') + GOALS.moreMs;
  const storing: Line = {
    name: `${places[1]?.name}, ${readers} browsers, p50 / p95 / p99 in ms`,
    measured: written(1),
    floor: written(0),
    goal: '',
    isKept: true,
  };
  const ours = places.slice(2).map(({ name }, index) => {
    const at = index + 2;
    const isOne = readers === 1;
    return {
      name: `${name}, ${readers} browsers, p50 / p95 / p99 in ms`,
      measured: written(at),
      floor: written(0),
      goal: `p99 ≤ ${limit.toFixed(1)}${isOne ? `, p50 ≤ ${GOALS.p50OfOneMs}` : ''}`,
      isKept: of(at, 'p99') <= limit && (!isOne || of(at, 'p50') <= GOALS.p50OfOneMs),
    };
  });
  return [storing, ...ours];
}

async function startFloor(services: BenchServices, stops: Stops): Promise<Place> {
  const floor = await startFloorStreams(services, stops);
  return { name: 'floor', measure: (readers) => measureLatency(floor, readers) };
}

async function startStoringFloor(services: BenchServices, stops: Stops): Promise<Place> {
  const floor = await startFloorStreams(services, stops, { stores: true });
  return {
    name: 'a bare consumer that stores',
    measure: (readers) => measureLatency(floor, readers),
  };
}

/** Two replicas, of which only the first consumes. */
async function startReplicas(
  services: BenchServices,
  stops: Stops,
  main?: string,
): Promise<Place[]> {
  const { queue, publisher } = await openQueue(services, stops);
  const build = main === undefined ? {} : { main };
  const consuming = await startApp(services, { ...build, queue: queue.name });
  stops.push(consuming.stop);
  const other = await startApp(services, build);
  stops.push(other.stop);
  const user = await signUp(consuming.url);
  await queue.send(startOf(user));
  const name = main === undefined ? '' : 'base, ';
  return [
    { name: `${name}same replica`, app: consuming },
    { name: `${name}other replica`, app: other },
  ].map(({ app, ...place }) => ({
    ...place,
    measure: (readers) => measureLatency({ app, user, publisher }, readers),
  }));
}
