import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { MIGRATIONS } from '@rita/connector/platform/db/tables';
import { documentPageSchema } from '@rita/contracts';
import { DEMO_READERS } from '@rita/sample-sources';
import { CASES, type Taken } from './access/cases.ts';
import { documentsOf, measureUnchanged } from './access/unchanged.ts';
import { startDatabase } from './services.ts';
import { type BenchConnector, startBenchConnector } from './sync/connector.ts';
import { median, printTable } from './table.ts';

const ROUNDS = 5;
const GOAL_SECONDS = 5;
/** Else the reading of many pages is a matter of the pace that spares a source. */
const FAST = { SOURCE_REQUESTS_PER_SECOND: '1000' };
const LOOK_EVERY_MS = 20;
/** The tenant of `startBenchConnector`. */
const TENANT = 'bench';
const { narrow } = DEMO_READERS;
const READER = { person_id: narrow.name, addresses: [narrow.address] };
const PEOPLE = Object.values(DEMO_READERS).map(({ name, address }) => ({
  person_id: name,
  address,
}));

/** How long what is taken away at a sample is still found once *Check access now* was pressed. */
export async function benchAccess(): Promise<boolean> {
  const database = await startDatabase(MIGRATIONS);
  const stops: (() => Promise<unknown>)[] = [database.stop];
  try {
    console.log(`PostgreSQL from ${database.origin}`);
    const connector = await startBenchConnector(database.databaseUrl);
    stops.push(connector.stop);
    const lines = [];
    for (const [name, start] of Object.entries(CASES)) {
      const { seconds, documents } = await measure(connector, start);
      lines.push({
        name: `taken away at ${name}, ${documents} documents → not found any more, ${ROUNDS} times`,
        measured: `${median(seconds).toFixed(2)} s, at most ${Math.max(...seconds).toFixed(2)} s`,
        floor: '',
        goal: `≤ ${GOAL_SECONDS} s`,
        isKept: Math.max(...seconds) <= GOAL_SECONDS,
      });
    }
    await stops.pop()?.();
    const fast = await startBenchConnector(database.databaseUrl, FAST);
    stops.push(fast.stop);
    lines.push(await measureUnchanged(fast, PEOPLE));
    return printTable(lines);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function measure(connector: BenchConnector, start: () => Promise<Taken>) {
  const taken = await start();
  const { source, title } = taken;
  try {
    const id = randomUUID();
    await connector.verify(id, source);
    await connector.sync(id, source);
    const finds = async () => (await titlesFor(connector, id, title)).includes(title);
    const seconds: number[] = [];
    let documents = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      taken.give();
      const { result } = await connector.checkAccess(id, source, PEOPLE);
      documents = documentsOf(result);
      requireSame(await finds(), taken.mayOpen(), true);
      taken.take();
      const startedAt = performance.now();
      const checked = connector.checkAccess(id, source, PEOPLE);
      while (await finds()) await wait(LOOK_EVERY_MS);
      seconds.push((performance.now() - startedAt) / 1_000);
      await checked;
      requireSame(await finds(), taken.mayOpen(), false);
    }
    return { seconds, documents };
  } finally {
    await taken.close();
  }
}

function requireSame(finds: boolean, mayOpen: boolean, expected: boolean): void {
  if (finds === expected && mayOpen === expected) return;
  throw new Error(`expected ${expected}: the sample says ${mayOpen}, the connector ${finds}`);
}

async function titlesFor(
  connector: BenchConnector,
  connectionId: string,
  query: string,
): Promise<string[]> {
  const question = {
    tenant_id: TENANT,
    reader: READER,
    connection_id: connectionId,
    query,
    limit: 20,
  };
  const found = documentPageSchema.parse(await connector.ask('/documents/search', question));
  return found.data.map(({ title }) => title);
}
