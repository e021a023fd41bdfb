import { type BenchServices, startServices } from './services.ts';
import { runAll, type Work } from './simulate/run-all.ts';
import { median, printTable } from './table.ts';

/** What one connection asks for, at the busiest hour. */
const LOAD = {
  /** Daily schedules are spread over the hours of a night. */
  syncsPerSecond: 1 / (4 * 3_600),
  messagesOfSync: 12,
  /** A later sync of some thousand pages; `npm run bench -- sync` reads 300 pages a second where a source allows it. */
  secondsOfSync: 60,
  accessChecksPerSecond: 1 / 1_800,
  messagesOfAccessCheck: 2,
  secondsOfAccessCheck: 5,
  /** Entries of the log: of a sync its beginning and its end, of a reading of permissions none. */
  auditEntriesPerDay: 2,
};
/** Of one connector as delivered: `SYNC_CONCURRENCY`, `ACCESS_CHECK_CONCURRENCY`. */
const AT_ONCE = { syncs: 2, accessChecks: 2 };
const SIZES = [1_000, 10_000, 100_000, 1_000_000];
/** The least that is said of a run is that it began and ended. */
const FEW: Work = { connections: 1_000, messagesEach: 2 };
const MANY: Work = { ...FEW, messagesEach: LOAD.messagesOfSync };
const CHECKED = [2_000, 8_000];
const ROUNDS = 3;
const GOAL_ERROR = 0.25;

/** Seconds of one replica, its database and its broker on this machine. */
type Costs = { start: number; message: number };

/**
 * What 1,000,000 connections ask of each part, from what one start and one message cost on this
 * machine; and whether that sum foretells how long two real crowds of connections take.
 */
export async function benchSimulation(): Promise<boolean> {
  const services = await startServices({ isDurable: true });
  try {
    const costs = await measureCosts(services);
    const lines = [];
    for (const connections of CHECKED) lines.push(await check(services, costs, connections));
    printCapacity(costs);
    return printTable(lines);
  } finally {
    await services.stop();
  }
}

async function measureCosts(services: BenchServices): Promise<Costs> {
  // The first one warms up.
  await runAll(services, MANY);
  const seconds = { few: [] as number[], many: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    seconds.few.push(await runAll(services, FEW));
    seconds.many.push(await runAll(services, MANY));
  }
  const few = median(seconds.few) / FEW.connections;
  const many = median(seconds.many) / MANY.connections;
  const message = Math.max(0, many - few) / (MANY.messagesEach - FEW.messagesEach);
  return { start: few - FEW.messagesEach * message, message };
}

async function check(services: BenchServices, costs: Costs, connections: number) {
  const messagesEach = LOAD.messagesOfSync;
  const foretold = connections * (costs.start + messagesEach * costs.message);
  const measured = await runAll(services, { connections, messagesEach });
  const error = measured / foretold - 1;
  return {
    name: `${connections} connections due at once, ${messagesEach} messages each`,
    measured: `${measured.toFixed(1)} s (${error > 0 ? '+' : ''}${(error * 100).toFixed(0)} %)`,
    floor: `${foretold.toFixed(1)} s foretold`,
    goal: `within ${GOAL_ERROR * 100} %`,
    isKept: Math.abs(error) <= GOAL_ERROR,
  };
}

/** How many of each part are busy, by the number of connections; what is above 1 needs another one. */
function printCapacity({ start, message }: Costs): void {
  const { syncsPerSecond, accessChecksPerSecond } = LOAD;
  const starts = (syncsPerSecond + accessChecksPerSecond) * start;
  const messages =
    (syncsPerSecond * LOAD.messagesOfSync + accessChecksPerSecond * LOAD.messagesOfAccessCheck) *
    message;
  const parts: Record<string, number> = {
    'connectors, for permissions':
      (accessChecksPerSecond * LOAD.secondsOfAccessCheck) / AT_ONCE.accessChecks,
    'connectors, for syncs': (syncsPerSecond * LOAD.secondsOfSync) / AT_ONCE.syncs,
    'app with its database, starts': starts,
    'app with its database, messages': messages,
  };
  console.log(
    `\na start ${(start * 1_000).toFixed(2)} ms, a message ${(message * 1_000).toFixed(3)} ms`,
  );
  console.log(
    `${'busy at the busiest hour'.padEnd(34)}${SIZES.map((size) => String(size).padStart(11)).join('')}  one is full at`,
  );
  for (const [name, share] of Object.entries(parts)) {
    const busy = SIZES.map((size) => (size * share).toFixed(2).padStart(11)).join('');
    console.log(`${name.padEnd(34)}${busy}  ${Math.round(1 / share).toLocaleString('en')}`);
  }
  const entries = SIZES.map((size) =>
    `${((size * LOAD.auditEntriesPerDay * 365) / 1e6).toFixed(1)} M`.padStart(11),
  ).join('');
  console.log(`${'entries of the log in a year'.padEnd(34)}${entries}`);
}
