import { randomUUID } from 'node:crypto';
import { type Line, median, percentile } from '../table.ts';
import { askBare } from './bare.ts';
import { type Build, settle, startBuild, untilIndexed } from './build.ts';
import { QUERIES } from './corpus.ts';
import { fillDatabase, PERSON, TENANT } from './fill.ts';

const ROUNDS = 5;
const AT_MOST_MS = 100;
const GOALS = { common: 8, rare: 1, trimmed: 1.2 };
/** Of these kinds the older build ranks every document that there is. */
const COMMON = ['common', 'two common'];

/** `all` may read every document without being asked for; `trimmed` is in 300 groups. */
type Readers = { all: object; trimmed?: object };
export type Times = Map<string, number[]>;

/** Searches of all kinds, by somebody who may read all and by somebody in 300 groups, beside an older build. */
export async function benchSpeed(
  roots: { own: string; base: string | undefined },
  documents: number,
): Promise<Line[]> {
  const builds: Build[] = [];
  const lines: Line[] = [];
  try {
    const readers: Readers[] = [];
    for (const root of [roots.own, roots.base].filter((one) => one !== undefined)) {
      const isOwn = root === roots.own;
      const place = { tenantId: TENANT, connectionId: randomUUID() };
      const build = await startBuild(root, (url) => fillDatabase(url, documents, place, isOwn));
      builds.push(build);
      const all = { open_connections: [place.connectionId] };
      readers.push(isOwn ? { all, trimmed: { reader: PERSON } } : { all });
      if (isOwn) lines.push(indexLine(await untilIndexed(build.databaseUrl), documents));
      await settle(build.databaseUrl);
    }
    console.log('Filled and indexed; searches are measured from here on');
    const [own, base] = await measureInTurns(builds, readers);
    const bare = await measureBare(builds[0] as Build);
    for (const kind of Object.keys(QUERIES)) {
      lines.push(...linesOf(kind, { own: own as Times, base, bare }));
    }
    return lines;
  } finally {
    for (const build of builds) await build.stop();
  }
}

/** @param builds each with the readers at the same place of `readers` */
export async function measureInTurns(
  builds: readonly Pick<Build, 'connector'>[],
  readers: readonly Readers[],
): Promise<Times[]> {
  const times = builds.map(() => new Map<string, number[]>());
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [at, { connector }] of builds.entries()) {
      for (const [reader, asked] of Object.entries(readers[at] as Readers)) {
        for (const [kind, queries] of Object.entries(QUERIES)) {
          for (const query of queries) {
            const question = { tenant_id: TENANT, limit: 25, query, ...asked };
            const startedAt = performance.now();
            await connector.ask('/documents/search', question);
            const taken = performance.now() - startedAt;
            // The first round warms up.
            if (round > 0) add(times[at] as Times, `${kind} ${reader}`, taken);
          }
        }
      }
    }
  }
  return times;
}

async function measureBare({ databaseUrl }: Build): Promise<Times> {
  const times: Times = new Map();
  await askBare(databaseUrl, TENANT, (kind, taken) => add(times, kind, taken));
  return times;
}

function add(times: Times, key: string, taken: number): void {
  times.set(key, [...(times.get(key) ?? []), taken]);
}

function indexLine(seconds: number, documents: number): Line {
  const measured = `${seconds.toFixed(0)} s, ${(documents / seconds).toFixed(0)} a second`;
  return {
    name: `index ${documents} stored documents`,
    measured,
    floor: '',
    goal: '',
    isKept: true,
  };
}

function linesOf(
  kind: string,
  { own, base, bare }: { own: Times; base: Times | undefined; bare: Times },
): Line[] {
  const before = base?.get(`${kind} all`);
  const floor = `bare ${median(bare.get(kind) ?? []).toFixed(0)} ms`;
  return (['all', 'trimmed'] as const).map((reader) => {
    const taken = own.get(`${kind} ${reader}`) ?? [];
    const p95 = percentile(taken, 95);
    const beside = before === undefined ? undefined : besideBefore({ kind, reader }, taken, before);
    return {
      name: `${kind}, ${reader === 'all' ? 'may read all' : 'trimmed'}: p50 / p95`,
      measured: `${inWords(taken)}${beside ? `, ${beside.measured}` : ''}`,
      floor: before ? `base ${inWords(before)}, ${floor}` : floor,
      goal: `p95 ≤ ${AT_MOST_MS} ms${beside ? `, ${beside.goal}` : ''}`,
      isKept: p95 <= AT_MOST_MS && (beside?.isKept ?? true),
    };
  });
}

/** What is trimmed is held against p95 of the search that hides nothing, everything else against its median. */
function besideBefore(
  { kind, reader }: { kind: string; reader: 'all' | 'trimmed' },
  taken: readonly number[],
  before: readonly number[],
): Pick<Line, 'measured' | 'goal' | 'isKept'> {
  if (reader === 'trimmed') {
    const times = percentile(taken, 95) / percentile(before, 95);
    const measured = `${times.toFixed(2)} × p95 of base`;
    return { measured, goal: `≤ ${GOALS.trimmed} ×`, isKept: times <= GOALS.trimmed };
  }
  const times = median(before) / median(taken);
  const goal = COMMON.includes(kind) ? GOALS.common : GOALS.rare;
  return { measured: `${times.toFixed(1)} × as fast`, goal: `≥ ${goal} ×`, isKept: times >= goal };
}

function inWords(times: readonly number[]): string {
  return `${median(times).toFixed(0)} / ${percentile(times, 95).toFixed(0)} ms`;
}
