import { fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SampleSource } from '@rita/contracts';
import { stopProcess } from '../scripts/services/process.ts';
import { signUp } from './live/sign-up.ts';
import { untilIndexed } from './search/build.ts';
import { type Asker, fillDocuments, p95Of, startSearchServices } from './search/others.ts';
import type { BenchConnector } from './sync/connector.ts';
import { type Line, median, printTable } from './table.ts';

const ROUNDS = 5;
const DOCUMENTS = 1_000;
const GOALS = { times: 2, eventLoopMs: 200 };
const METRICS_TOKEN = randomBytes(16).toString('hex');
/** How often the connector is asked for how long its event loop stood still since it was asked last. */
const LOOK_EVERY_MS = 250;

type Hostile = Pick<SampleSource, 'settings' | 'credentials'> & { documents: number };

/** What others wait for their searches while an organization’s source is read that is all hostile, and alone. */
export async function benchSearchHostile(): Promise<boolean> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const { url, connectorDatabaseUrl, connector } = await startSearchServices(stops, {
      SOURCE_REQUESTS_PER_SECOND: '1000',
      METRICS_TOKEN,
    });
    const hostile = await startHostile(stops);
    const other = await signUp(url);
    await fillDocuments(connectorDatabaseUrl, other, DOCUMENTS);
    await untilIndexed(connectorDatabaseUrl);
    return printTable(await measure({ url, user: other }, connector, hostile));
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function startHostile(stops: (() => Promise<unknown>)[]): Promise<Hostile> {
  const child = fork(join(import.meta.dirname, 'hostile/hostile-process.ts'));
  stops.push(() => stopProcess(child));
  const [hostile] = (await once(child, 'message')) as [Hostile];
  return hostile;
}

async function measure(other: Asker, connector: BenchConnector, hostile: Hostile): Promise<Line[]> {
  await p95Of(other);
  const alone: number[] = [];
  const beside: number[] = [];
  let read = 0;
  let longestMs = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    alone.push(await p95Of(other));
    const stopLooking = watchEventLoop(connector);
    const reading = startReading(connector, hostile);
    while (!reading.isOver()) beside.push(await p95Of(other));
    read += await reading.ended;
    longestMs = Math.max(longestMs, await stopLooking());
  }
  const times = median(beside) / median(alone);
  return [
    {
      name: `others’ searches while ${hostile.documents} hostile pages and files are read (${ROUNDS} times, ${read} could be)`,
      measured: `${times.toFixed(2)} × (p95 ${median(beside).toFixed(1)} ms)`,
      floor: `${median(alone).toFixed(1)} ms`,
      goal: `≤ ${GOALS.times} ×`,
      isKept: times <= GOALS.times,
    },
    {
      name: '  the connector’s event loop stood still, worst',
      measured: `${longestMs.toFixed(0)} ms`,
      floor: '',
      goal: `≤ ${GOALS.eventLoopMs} ms`,
      isKept: longestMs <= GOALS.eventLoopMs,
    },
  ];
}

/** Gives the longest stand in ms; each question begins anew, and what it takes itself is in it. */
function watchEventLoop({ url }: BenchConnector): () => Promise<number> {
  let longestMs = 0;
  let isOver = false;
  const look = async () => {
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
    const text = await (await fetch(`${url}/metrics`, { headers })).text();
    const seconds = Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1]);
    if (Number.isNaN(seconds)) throw new Error('the connector does not tell of its event loop');
    return seconds * 1_000;
  };
  const watching = (async () => {
    // Whatever was before does not count.
    await look();
    while (!isOver) {
      await wait(LOOK_EVERY_MS);
      longestMs = Math.max(longestMs, await look());
    }
  })();
  return async () => {
    isOver = true;
    await watching;
    return longestMs;
  };
}

/** A new connection each time, so that everything is read anew. */
function startReading(connector: BenchConnector, hostile: Hostile) {
  const id = randomUUID();
  const source = { type: 'confluence' as const, ...hostile };
  let isOver = false;
  const read = async () => {
    try {
      const verified = await connector.verify(id, source);
      if (verified.result.status !== 'success')
        throw new Error(`the hostile source is ${JSON.stringify(verified.result)}`);
      const { result } = await connector.sync(id, source);
      if (result.status !== 'sync_completed')
        throw new Error(`reading ended as ${JSON.stringify(result)}`);
      return result.type === 'sync' ? (result.documents_processed ?? 0) : 0;
    } finally {
      isOver = true;
    }
  };
  return { isOver: () => isOver, ended: read() };
}
