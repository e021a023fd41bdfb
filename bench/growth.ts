import { join } from 'node:path';
import { type AppTimes, measureApp, signUpClients } from './growth/measure-app.ts';
import { addOthers, fillOwn, timeSearches } from './growth/measure-search.ts';
import { optionOf } from './option-of.ts';
import { startBuild } from './search/build.ts';
import { type BenchServices, startServices } from './services.ts';
import { type Line, printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const SIZES = [1_000, 10_000, 100_000];
const GOAL_TIMES = 1.3;

const OPERATIONS: Record<keyof AppTimes | 'search', string> = {
  list: 'a list, of 20 clients',
  write: 'a change of settings, of 20 clients',
  message: 'a status message, of 10,000 about 2,000 connections',
  sweep: 'a sweep that ends 100 runs',
  search: 'a search, median of all kinds',
};

/**
 * The same work among 1,000, 10,000 and 100,000 organizations; what it takes among the fewest is the
 * floor. `--organizations 10000` ends there.
 */
export async function benchGrowth(): Promise<boolean> {
  const most = Number(optionOf('--organizations') ?? SIZES.at(-1));
  const sizes = SIZES.filter((size) => size <= most);
  const services = await startServices({ isDurable: true });
  try {
    const app = await measureApps(services, sizes);
    const searches = await measureSearches(sizes);
    const times = app.map((each, at) => ({ ...each, search: searches[at] ?? Number.NaN }));
    return printTable(
      Object.entries(OPERATIONS).flatMap(([key, name]) => {
        const ofAll = times.map((each) => each[key as keyof typeof each]);
        return linesOf(name, ofAll, sizes);
      }),
    );
  } finally {
    await services.stop();
  }
}

async function measureApps(services: BenchServices, sizes: readonly number[]): Promise<AppTimes[]> {
  const targets = await signUpClients(services);
  const measured: AppTimes[] = [];
  // Neither Node nor PostgreSQL is warm yet.
  await measureApp(services, { organizations: SIZES[0] as number, targets });
  for (const organizations of sizes) {
    measured.push(await measureApp(services, { organizations, targets }));
  }
  return measured;
}

/** On the same server, since the second one would be that of `TEST_DATABASE_URL`, which the first one set. */
async function measureSearches(sizes: readonly number[]): Promise<number[]> {
  const build = await startBuild(ROOT, fillOwn);
  try {
    const measured: number[] = [];
    for (const size of sizes) {
      await addOthers(build, size);
      measured.push(await timeSearches(build));
    }
    return measured;
  } finally {
    await build.stop();
  }
}

function linesOf(name: string, times: readonly number[], sizes: readonly number[]): Line[] {
  const [floor = Number.NaN] = times;
  return times.slice(1).map((time, at) => ({
    name: `${name}, among ${sizes[at + 1]?.toLocaleString('en')}`,
    measured: `${time.toFixed(2)} ms (${(time / floor).toFixed(2)} ×)`,
    floor: `${floor.toFixed(2)} ms`,
    goal: `≤ ${GOAL_TIMES} ×`,
    isKept: time <= floor * GOAL_TIMES,
  }));
}
