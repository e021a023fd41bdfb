import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Tables } from '@rita/api-server/platform/db/tables';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { stopProcess, waitForOutput } from '../scripts/services/process.ts';
import { type Asked, askFor } from './list/ask-for.ts';
import { startApp } from './live/app-process.ts';
import { signUp, type User } from './live/sign-up.ts';
import { optionOf } from './option-of.ts';
import { BENCH_OPTIONS, BENCH_SETTINGS, fillConnections, vacuum } from './seed-connections.ts';
import { startDatabase } from './services.ts';
import { type Line, median, printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const CLIENTS = 20;
const ORGANIZATIONS = 10_000;
const ROUNDS = 7;
const ROUND_MS = 2_000;
const GOALS = { ofFloor: 0.85, p99OfFloor: 1.5, ofBase: 2.4 };

type Contender = { url: string; clients: Record<string, string>[] };
type Stops = (() => Promise<unknown>)[];

/**
 * `GET /api/data-sources` of people who are signed in, four configured connections each, among
 * those of 10,000 organizations; beside a bare handler with the same statement, and beside another
 * checkout (`--base /path/to/checkout`), in turns.
 */
export async function benchList(): Promise<boolean> {
  const base = optionOf('--base');
  const stops: Stops = [];
  try {
    const ours = await startContender(ROOT, stops);
    const floor = await startFloor(ours, stops);
    const theirs = base === undefined ? undefined : await startContender(base, stops);
    const measured = { ours: [] as Asked[], floor: [] as Asked[], theirs: [] as Asked[] };
    for (let round = -1; round < ROUNDS; round += 1) {
      const asked = {
        floor: await askFor(floor.url, floor.clients, ROUND_MS),
        ours: await askFor(ours.url, ours.clients, ROUND_MS),
        theirs: theirs && (await askFor(theirs.url, theirs.clients, ROUND_MS)),
      };
      // The first one warms up.
      if (round < 0) continue;
      measured.floor.push(asked.floor);
      measured.ours.push(asked.ours);
      if (asked.theirs) measured.theirs.push(asked.theirs);
    }
    return printTable(linesOf(measured));
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

function linesOf(measured: Record<'ours' | 'floor' | 'theirs', Asked[]>): Line[] {
  const rate = (all: Asked[]) => median(all.map(({ perSecond }) => perSecond));
  const p99 = (all: Asked[]) => median(all.map(({ p99Ms }) => p99Ms));
  const { ours, floor, theirs } = measured;
  const ofFloor = rate(ours) / rate(floor);
  const lines = [
    {
      name: `lists a second, ${CLIENTS} clients`,
      measured: `${rate(ours).toFixed(0)} (${ofFloor.toFixed(2)})`,
      floor: rate(floor).toFixed(0),
      goal: `≥ ${GOALS.ofFloor} of the floor`,
      isKept: ofFloor >= GOALS.ofFloor,
    },
    {
      name: 'p99, ms',
      measured: p99(ours).toFixed(1),
      floor: p99(floor).toFixed(1),
      goal: `≤ ${GOALS.p99OfFloor} × floor`,
      isKept: p99(ours) <= p99(floor) * GOALS.p99OfFloor,
    },
  ];
  if (theirs.length === 0) return lines;
  const ofBase = rate(ours) / rate(theirs);
  return [
    ...lines,
    {
      name: 'beside the other checkout',
      measured: `${ofBase.toFixed(2)} ×`,
      floor: rate(theirs).toFixed(0),
      goal: `≥ ${GOALS.ofBase} × base`,
      isKept: ofBase >= GOALS.ofBase,
    },
  ];
}

async function startContender(checkout: string, stops: Stops) {
  const place = join(checkout, 'packages/api-server/src/');
  const migrations = pathToFileURL(join(place, 'platform/db/migrations/'));
  const { databaseUrl, stop } = await startDatabase(migrations);
  stops.push(stop);
  const main = join(place, 'main.ts');
  const app = await startApp({ databaseUrl, amqpUrl: '' }, { main });
  stops.push(app.stop);
  const users = await Promise.all(Array.from({ length: CLIENTS }, () => signUp(app.url)));
  await fill(databaseUrl, users);
  const clients = users.map(({ cookie }) => ({ cookie }));
  const organizations = users.map(({ connection }) => connection.organization_id);
  return { url: `${app.url}/api/data-sources`, clients, databaseUrl, organizations };
}

/** Many others, and what is usual for the connections of those who ask. */
async function fill(url: string, users: readonly User[]): Promise<void> {
  const database = await openDatabase<Tables>({ url, folder: '', log: silentLog });
  try {
    await fillConnections(database, ORGANIZATIONS * 4);
    await database.executeSql(
      `update data_source_connections set enabled = true, settings = $2::jsonb,
         latest_options = $3::jsonb, last_verification_at = now(), last_sync_at = now(), version = version + 1
       where organization_id = any($1::text[])`,
      [
        users.map(({ connection }) => connection.organization_id),
        JSON.stringify(BENCH_SETTINGS),
        JSON.stringify(BENCH_OPTIONS),
      ],
    );
    await vacuum(database);
  } finally {
    await database.close();
  }
}

async function startFloor(
  { databaseUrl, organizations }: { databaseUrl: string; organizations: readonly string[] },
  stops: Stops,
): Promise<Contender> {
  const file = join(import.meta.dirname, 'list/floor-server.ts');
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl };
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'], env });
  stops.push(() => stopProcess(child));
  const said = await waitForOutput(child, /is ready at (http\S+)\n/);
  const clients = organizations.map((id) => ({ 'x-organization': id }));
  return { url: /is ready at (http\S+)/.exec(said)?.[1] ?? '', clients };
}
