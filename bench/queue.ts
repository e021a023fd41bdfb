import type { PostgresOptions } from '../scripts/services/postgres.ts';
import { type Drained, drainOnce, type Load } from './drain.ts';
import { benchLive } from './live/live.ts';
import { type BenchServices, startServices } from './services.ts';
import { type Line, median, printTable } from './table.ts';

type DrainGoal = Load & { times: number };

const DRAINS: DrainGoal[] = [
  { messages: 5_000, connections: 8, times: 7 },
  { messages: 20_000, connections: 1_000, times: 8 },
  { messages: 20_000, connections: 20_000, times: 8 },
];
const ROUNDS = 7;

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
    const lines: Line[] = [];
    for (const goal of DRAINS) lines.push(...(await benchDrain(services, goal)));
    lines.push(...(await benchLive(services)));
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
      name: '  wrong rows · audit entries too few or many',
      measured: `${wrong} · ${missing}`,
      floor: '',
      goal: '0 · 0',
      isKept: wrong === 0 && missing === 0,
    },
  ];
}
