import { askEach, type Request } from './list/ask-for.ts';
import { type Line, median, printTable } from './table.ts';
import { type Stops, startWriteBench, type Target } from './writes/build.ts';

const CLIENTS = 20;
const ORGANIZATIONS = 10_000;
const ROUNDS = 7;
const ROUND_MS = 2_000;
/** A connection has one run at a time, so that each client starts one, and all are ended again. */
const STARTS_A_ROUND = 15;
const GOALS = { write: 0.65, start: 0.5 };

type Bench = Awaited<ReturnType<typeof startWriteBench>>;

/**
 * `PUT` of settings and `POST …/sync`, twenty clients of twenty organizations among 10,000; beside bare
 * handlers that write the same row, an entry of the log and a notification, in turns.
 */
export async function benchWrites(): Promise<boolean> {
  const stops: Stops = [];
  try {
    const bench = await startWriteBench({ clients: CLIENTS, organizations: ORGANIZATIONS }, stops);
    return printTable([await measureWrites(bench), await measureStarts(bench)]);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function measureWrites({ app, floor, targets }: Bench): Promise<Line> {
  let count = 0;
  const next = (url: (target: Target) => string) =>
    targets.map((target) => (): Request => {
      count += 1;
      const settings = { spaces: ['ENG', `S${count}`] };
      return {
        method: 'PUT',
        url: url(target),
        headers: headersOf(app, target),
        body: JSON.stringify({ settings }),
      };
    });
  const ours = next(({ id }) => `${app}/api/data-sources/${id}`);
  const bare = next(({ id, organization }) => `${floor}/${id}/${organization}`);
  const rates = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const floorRate = (await askEach(bare, ROUND_MS)).perSecond;
    const ownRate = (await askEach(ours, ROUND_MS)).perSecond;
    // The first one warms up.
    if (round === 0) continue;
    rates.bare.push(floorRate);
    rates.ours.push(ownRate);
  }
  return lineOf('changes of settings a second', rates, GOALS.write);
}

async function measureStarts({ app, floor, targets, database }: Bench): Promise<Line> {
  const rates = { ours: [] as number[], bare: [] as number[] };
  const idle = () =>
    database.executeSql(
      `update data_source_connections set status = 'idle', run_id = null, run_deadline_at = null,
         run_started_at = null, version = version + 1
       where organization_id = any($1::text[])`,
      [targets.map(({ organization }) => organization)],
    );
  const startAll = async (url: (target: Target) => string) => {
    let took = 0;
    for (let turn = 0; turn < STARTS_A_ROUND; turn += 1) {
      await idle();
      const begin = performance.now();
      await Promise.all(
        targets.map((target) =>
          fetch(url(target), { method: 'POST', headers: headersOf(app, target) }).then(
            requireStart,
          ),
        ),
      );
      took += performance.now() - begin;
    }
    return (targets.length * STARTS_A_ROUND * 1_000) / took;
  };
  for (let round = 0; round <= ROUNDS; round += 1) {
    const floorRate = await startAll(({ id, organization }) => `${floor}/${id}/${organization}`);
    const ownRate = await startAll(({ id }) => `${app}/api/data-sources/${id}/sync`);
    if (round === 0) continue;
    rates.bare.push(floorRate);
    rates.ours.push(ownRate);
  }
  return lineOf('starts of syncs a second', rates, GOALS.start);
}

async function requireStart(answer: Response): Promise<void> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`a start was answered with ${answer.status}: ${text}`);
}

function headersOf(origin: string, { cookie }: Target): Record<string, string> {
  return { cookie, origin, 'content-type': 'application/json' };
}

function lineOf(
  name: string,
  { ours, bare }: { ours: readonly number[]; bare: readonly number[] },
  goal: number,
): Line {
  const share = median(ours) / median(bare);
  return {
    name: `${name}, ${CLIENTS} clients`,
    measured: `${median(ours).toFixed(0)} (${share.toFixed(2)})`,
    floor: median(bare).toFixed(0),
    goal: `≥ ${goal} of the floor`,
    isKept: share >= goal,
  };
}
