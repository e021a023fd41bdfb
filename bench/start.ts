import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { MIGRATIONS as APP_MIGRATIONS } from '@rita/api-server/deps';
import { MIGRATIONS as CONNECTOR_MIGRATIONS } from '@rita/connector/platform/db/tables';
import { findFreePort } from '@rita/test-kit';
import { runCommand, stopProcess, waitForOutput } from '../scripts/services/process.ts';
import { startApp } from './live/app-process.ts';
import { optionOf } from './option-of.ts';
import { startDatabase } from './services.ts';
import { keepSyncing } from './start/keep-syncing.ts';
import { startBenchConnector } from './sync/connector.ts';
import { type Line, median, printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const ROUNDS = 5;
/** As `npm run start:api` and `start:connector` have it: the bootstrap sets it. */
const VARIABLES = { NODE_COMPILE_CACHE: join(ROOT, 'node_modules', '.cache', 'compiled') };
/** Until nothing of the start is under way any more. */
const IDLE_AFTER_MS = 10_000;
const GOALS = {
  ...{ firstSeconds: 4, laterSeconds: 1.6, serviceSeconds: 0.7 },
  ...{ productMb: 300, appMb: 110, processes: 2 },
};

/**
 * How long starts take, from the command to the line that it is ready, and what stays in memory. With
 * `--syncs-for 60` what stays after so many minutes of syncs as well; with `--only syncs` that alone.
 */
export async function benchStart(): Promise<boolean> {
  const minutes = optionOf('--syncs-for');
  if (optionOf('--only') === 'syncs') return printTable([await measureBusy(Number(minutes ?? 60))]);
  const floor = `${(await medianOf(() => timeNothing())).toFixed(2)} s, node -e ""`;
  const seconds = (name: string, measured: number, goal: number): Line => ({
    ...{ name, measured: `${measured.toFixed(2)} s`, floor },
    ...{ goal: `≤ ${goal} s`, isKept: measured <= goal },
  });
  const megabytes = (name: string, measured: number, goal: number): Line => ({
    ...{ name, measured: `${measured.toFixed(0)} MB`, floor: '' },
    ...{ goal: `≤ ${goal} MB`, isKept: measured <= goal },
  });
  const product = await measureProduct();
  const { app, connector } = await measureServices();
  return printTable([
    seconds('npm start, installed, nothing stored', product.first, GOALS.firstSeconds),
    seconds('npm start, later', product.later, GOALS.laterSeconds),
    megabytes('  the product’s process, idle', product.mb, GOALS.productMb),
    {
      name: '  processes, npm among them',
      measured: String(product.processes),
      floor: '',
      goal: `≤ ${GOALS.processes}`,
      isKept: product.processes <= GOALS.processes,
    },
    seconds('app alone, database migrated', app.seconds, GOALS.serviceSeconds),
    megabytes('  idle', app.mb, GOALS.appMb),
    seconds('connector alone, database migrated', connector.seconds, GOALS.serviceSeconds),
    ...(minutes === undefined ? [] : [await measureBusy(Number(minutes))]),
  ]);
}

/** What stays after so long of all sample sources being read again and again. */
async function measureBusy(minutes: number): Promise<Line> {
  const folder = newFolder();
  try {
    const product = await startProduct(folder);
    try {
      const syncs = await keepSyncing(product.url, minutes);
      const { mb } = await look(product.child);
      return {
        name: `the product’s process after ${minutes} minutes of syncs`,
        measured: `${mb.toFixed(0)} MB (${syncs} syncs)`,
        floor: '',
        goal: `≤ ${GOALS.productMb} MB`,
        isKept: mb <= GOALS.productMb,
      };
    } finally {
      await product.stop();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function newFolder(): string {
  return join(tmpdir(), `rita-bench-start-${randomBytes(4).toString('hex')}`);
}

async function medianOf(measure: () => Promise<number>): Promise<number> {
  const taken: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) taken.push(await measure());
  return median(taken);
}

async function timeNothing(): Promise<number> {
  const startedAt = performance.now();
  await runCommand(process.execPath, ['-e', '']);
  return (performance.now() - startedAt) / 1_000;
}

async function measureProduct() {
  const first: number[] = [];
  const later: number[] = [];
  let mb = 0;
  let processes = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = newFolder();
    try {
      for (const taken of [first, later]) {
        const product = await startProduct(folder);
        taken.push(product.seconds);
        const isLast = round === ROUNDS - 1 && taken === later;
        if (isLast) ({ mb, processes } = await look(product.child));
        await product.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return { first: median(first), later: median(later), mb, processes };
}

async function startProduct(folder: string) {
  const port = await findFreePort();
  const startedAt = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: folder, PORT: String(port) },
  });
  await waitForOutput(child, 'is ready at');
  const seconds = (performance.now() - startedAt) / 1_000;
  return { child, seconds, url: `http://localhost:${port}`, stop: () => stopProcess(child) };
}

/** The largest of all processes of a start is the product; its memory is what is resident. */
async function look(child: ChildProcess): Promise<{ mb: number; processes: number }> {
  await wait(IDLE_AFTER_MS);
  const sizes = await Promise.all(
    [child.pid ?? 0, ...(await childrenOf(child.pid ?? 0))].map(sizeOf),
  );
  return { mb: Math.max(...sizes), processes: sizes.length };
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`);
  const lists = await Promise.all(
    tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8')),
  );
  const own = lists.flatMap((list) => list.split(' ').filter(Boolean).map(Number));
  return [...own, ...(await Promise.all(own.map(childrenOf))).flat()];
}

async function sizeOf(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return (Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1_000_000;
}

async function measureServices() {
  const appDatabase = await startDatabase(APP_MIGRATIONS);
  // The second is a database on the server of the first, which has to be there for it.
  const connectorDatabase = await startDatabase(CONNECTOR_MIGRATIONS);
  try {
    const services = { databaseUrl: appDatabase.databaseUrl, amqpUrl: '' };
    const app = await measureService(() => startApp(services, { variables: VARIABLES }));
    const connector = await measureService(() =>
      startBenchConnector(connectorDatabase.databaseUrl, VARIABLES),
    );
    return { app, connector };
  } finally {
    await connectorDatabase.stop();
    await appDatabase.stop();
  }
}

async function measureService(
  start: () => Promise<{ pid: number; stop: () => Promise<void> }>,
): Promise<{ seconds: number; mb: number }> {
  const taken: number[] = [];
  let mb = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAt = performance.now();
    const service = await start();
    taken.push((performance.now() - startedAt) / 1_000);
    if (round === ROUNDS - 1) {
      await wait(IDLE_AFTER_MS);
      mb = await sizeOf(service.pid);
    }
    await service.stop();
  }
  return { seconds: median(taken), mb };
}
