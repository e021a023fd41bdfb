import { silentLog } from '@rita/platform/log';
import { openQueuePublisher } from '@rita/platform/queue/publisher';
import { openTestQueue } from '@rita/test-kit';
import type { BenchServices } from '../services.ts';
import type { Line } from '../table.ts';
import { startApp } from './app-process.ts';
import { type FloodDelay, measureFlood } from './flood.ts';
import { measureIdleMemory } from './idle-memory.ts';
import { measureLatency, startOf } from './latency.ts';
import { signUp } from './sign-up.ts';

const READERS = [1, 100, 1_000];
const GOAL_MS = { 'same replica': 50, 'other replica': 100 };
const GOAL_KIB = 40;
const GOAL_FLOOD_TIMES = 2;

/** Queue to browser through one replica that consumes and one that does not, and memory per browser. */
export async function benchLive(services: BenchServices): Promise<Line[]> {
  const queue = await openTestQueue(services.amqpUrl);
  const stops = [queue.close];
  try {
    await queue.declare();
    const consuming = await startApp(services, { queue: queue.name });
    stops.push(consuming.stop);
    const other = await startApp(services);
    stops.push(other.stop);
    const publisher = openQueuePublisher({
      url: services.amqpUrl,
      queue: queue.name,
      log: silentLog,
    });
    stops.push(publisher.close);
    const user = await signUp(consuming.url);
    await queue.send(startOf(user));
    const lines: Line[] = [];
    for (const readers of READERS) {
      for (const [place, app] of [
        ['same replica', consuming],
        ['other replica', other],
      ] as const) {
        const latency = await measureLatency({ app, user, publisher }, readers);
        lines.push(latencyLine({ place, readers, ...latency }));
      }
    }
    const flooder = await signUp(consuming.url);
    await queue.send(startOf(flooder));
    const flood = { queue, user: flooder };
    lines.push(floodLine(await measureFlood({ app: consuming, user, publisher }, flood)));
    return [...lines, memoryLine(await measureIdleMemory(other, user))];
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

function latencyLine(given: {
  place: keyof typeof GOAL_MS;
  readers: number;
  p50: number;
  p95: number;
}): Line {
  const { place, readers, p50, p95 } = given;
  return {
    name: `queue to browser, ${place}, ${readers} browsers`,
    measured: `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`,
    floor: '',
    goal: `p95 ≤ ${GOAL_MS[place]} ms`,
    isKept: p95 <= GOAL_MS[place],
  };
}

function floodLine({ alone, beside, flooded }: FloodDelay): Line {
  const times = beside / alone;
  return {
    name: `beside ${flooded} messages of another organization`,
    measured: `${times.toFixed(2)} × (p95 ${beside.toFixed(1)} ms)`,
    floor: `${alone.toFixed(1)} ms`,
    goal: `< ${GOAL_FLOOD_TIMES} ×`,
    isKept: times < GOAL_FLOOD_TIMES,
  };
}

function memoryLine(kib: number): Line {
  return {
    name: 'memory of an idle browser, 5000 connected',
    measured: `${kib.toFixed(1)} KiB`,
    floor: '',
    goal: `≤ ${GOAL_KIB} KiB`,
    isKept: kib <= GOAL_KIB,
  };
}
