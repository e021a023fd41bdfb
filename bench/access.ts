import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { MIGRATIONS } from '@rita/connector/platform/db/tables';
import { documentPageSchema } from '@rita/contracts';
import { DEMO_READERS, type SampleContent, startSampleConfluence } from '@rita/sample-sources';
import { startDatabase } from './services.ts';
import { type BenchConnector, startBenchConnector } from './sync/connector.ts';
import { median, printTable } from './table.ts';

const EDITIONS = ['cloud', 'data_center'] as const;
const ROUNDS = 5;
const GOAL_SECONDS = 5;
const LOOK_EVERY_MS = 20;
/** The tenant of `startBenchConnector`. */
const TENANT = 'bench';
const { narrow } = DEMO_READERS;
const READER = { person_id: narrow.name, addresses: [narrow.address] };
const PEOPLE = Object.values(DEMO_READERS).map(({ name, address }) => ({
  person_id: name,
  address,
}));

/** How long what is taken away at the sample Confluence is still found once *Check access now* was pressed. */
export async function benchAccess(): Promise<boolean> {
  const database = await startDatabase(MIGRATIONS);
  const stops: (() => Promise<unknown>)[] = [database.stop];
  try {
    console.log(`PostgreSQL from ${database.origin}`);
    const connector = await startBenchConnector(database.databaseUrl);
    stops.push(connector.stop);
    const lines = [];
    for (const edition of EDITIONS) {
      const seconds = await measure(connector, edition);
      lines.push({
        name: `taken away at Confluence (${edition}) → not found any more, ${ROUNDS} times`,
        measured: `${median(seconds).toFixed(2)} s, at most ${Math.max(...seconds).toFixed(2)} s`,
        floor: '',
        goal: `≤ ${GOAL_SECONDS} s`,
        isKept: Math.max(...seconds) <= GOAL_SECONDS,
      });
    }
    return printTable(lines);
  } finally {
    for (const stop of stops.toReversed()) await stop();
  }
}

async function measure(connector: BenchConnector, edition: (typeof EDITIONS)[number]) {
  const sample = await startSampleConfluence({ edition });
  try {
    const id = randomUUID();
    const { settings, credentials } = sample;
    const source = { type: 'confluence' as const, settings, credentials };
    await connector.verify(id, source);
    await connector.sync(id, source);
    await connector.checkAccess(id, source, PEOPLE);
    const page = sample.controls.site.content.find(({ title }) => title === 'Gyokuro');
    if (!page) throw new Error('the sample has no page on Gyokuro');
    const finds = async () => (await titlesFor(connector, page.title)).includes(page.title);
    const seconds: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      setReaders(page, null);
      await connector.checkAccess(id, source, PEOPLE);
      if (!(await finds())) throw new Error('the reader does not find what they may read');
      // A group that is not there any more: nobody is left.
      setReaders(page, { users: [], groups: ['nobody-left'] });
      const startedAt = performance.now();
      const checked = connector.checkAccess(id, source, PEOPLE);
      while (await finds()) await wait(LOOK_EVERY_MS);
      seconds.push((performance.now() - startedAt) / 1_000);
      await checked;
    }
    return seconds;
  } finally {
    await sample.close();
  }
}

function setReaders(page: SampleContent, readers: SampleContent['readers']): void {
  page.readers = readers;
}

async function titlesFor(connector: BenchConnector, query: string): Promise<string[]> {
  const question = { tenant_id: TENANT, reader: READER, query, limit: 20 };
  const found = documentPageSchema.parse(await connector.ask('/documents/search', question));
  return found.data.map(({ title }) => title);
}
