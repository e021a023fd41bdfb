import type { Tables } from '@rita/api-server/platform/db/tables';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import type { PostgresOptions } from '../scripts/services/postgres.ts';
import { type Drained, drainOnce, type Load } from './drain.ts';
import { measureFloor } from './floor.ts';
import { benchLive } from './live/live.ts';
import { mixMessages } from './mixed-messages.ts';
import { measureReplicas } from './replicas.ts';
import { seedConnections } from './seed-connections.ts';
import { type BenchServices, startServices } from './services.ts';
import { type Line, median, printTable } from './table.ts';

type DrainGoal = Load & { times: number };

const DRAINS: DrainGoal[] = [
  { messages: 5_000, connections: 8, times: 10 },
  { messages: 20_000, connections: 1_000, times: 9 },
  { messages: 20_000, connections: 20_000, times: 9 },
];
const ROUNDS = 7;
const GOALS = { unflushedTimes: 8, shareOfBatches: 0.35 };

/**
 * The promises about the status queue and live updates; true when all are kept.
 *
 * @param options the database server; by default one whose commits wait for the disk
 */
export async function benchQueue(options?: PostgresOptions): Promise<boolean> {
  const services = await startServices(options);
  try {
    // Before: neither the floor nor the consumer should pay for a process that just began. Node
    // compiles what it runs often, and is not done with it after a few thousand messages.
    for (const connections of [8, 1_000]) {
      await drainOnce(services, { messages: 20_000, connections });
    }
    const isDurable = options?.isDurable !== false;
    const lines: Line[] = [];
    for (const goal of DRAINS) {
      const times = isDurable ? goal.times : GOALS.unflushedTimes;
      lines.push(...(await benchDrain(services, { ...goal, times })));
    }
    lines.push(...(await benchReplicas(services)));
    if (isDurable) lines.push(...(await benchLive(services)));
    return printTable(lines);
  } finally {
    await services.stop();
  }
}

async function benchDrain(services: BenchServices, goal: DrainGoal): Promise<Line[]> {
  const rounds: Drained[] = [];
  for (let round = 0; round < ROUNDS; round += 1) rounds.push(await drainOnce(services, goal));
  const name = `${goal.messages} messages, ${goal.connections} connections`;
  const times = median(rounds.map(({ rate, floor }) => rate / floor));
  const rate = Math.round(median(rounds.map((round) => round.rate)));
  const floor = Math.round(median(rounds.map((round) => round.floor)));
  const batches = Math.round(median(rounds.map((round) => round.batchFloor)));
  const share = median(rounds.map((round) => round.rate / round.batchFloor));
  const all = rounds.map((round) => (round.rate / round.floor).toFixed(1)).join(' ');
  const wrong = rounds.reduce((sum, round) => sum + round.wrongRows, 0);
  const missing = rounds.reduce((sum, round) => sum + Math.abs(round.missingAudit), 0);
  return [
    {
      name,
      measured: `${times.toFixed(1)} × (${rate}/s; rounds ${all})`,
      floor: `${floor}/s`,
      goal: `≥ ${goal.times} ×`,
      isKept: times >= goal.times,
    },
    {
      name: '  beside batches by COPY',
      measured: share.toFixed(2),
      floor: `${batches}/s`,
      goal: `≥ ${GOALS.shareOfBatches}`,
      isKept: share >= GOALS.shareOfBatches,
    },
    {
      name: '  wrong rows · audit entries too few or many',
      measured: `${wrong} · ${missing}`,
      floor: '',
      goal: '0 · 0',
      isKept: wrong === 0 && missing === 0,
    },
  ];
}

/** One replica and two, beside the same floor: what several add on a machine that they share with their database. */
async function benchReplicas(services: BenchServices): Promise<Line[]> {
  const url = services.databaseUrl;
  const database = await openDatabase<Tables>({ url, folder: '', log: silentLog });
  try {
    const messages = mixMessages(await seedConnections(database, 1_000), 2_500);
    const floor = await measureFloor(url, messages);
    const one = await measureReplicas(services, { database, count: 1 });
    const two = await measureReplicas(services, { database, count: 2 });
    return [
      replicaLine('one replica, 1,000 connections', one, floor),
      replicaLine('two replicas, 1,000 connections', two, floor),
    ];
  } finally {
    await database.close();
  }
}

/** No goal of its own: it says how far several replicas help. */
function replicaLine(name: string, rate: number, floor: number): Line {
  const measured = `${(rate / floor).toFixed(1)} × (${Math.round(rate)}/s)`;
  return { name, measured, floor: `${Math.round(floor)}/s`, goal: '', isKept: true };
}
