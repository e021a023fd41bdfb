import { randomBytes } from 'node:crypto';
import { startPostgres } from '../scripts/services/postgres.ts';
import { measureExport } from './feed/export.ts';
import { measureStory } from './feed/story.ts';
import { measureWriters } from './feed/writers.ts';
import { optionOf } from './option-of.ts';
import { printTable } from './table.ts';

const DOCUMENTS = 100_000;
const CHANGES = 10_000;

/** What a copy of the documents is made by: the export, the feed, and what they cost those who write. */
export async function benchFeed(): Promise<boolean> {
  const documents = Number(optionOf('--documents') ?? DOCUMENTS);
  const changes = Number(optionOf('--changes') ?? CHANGES);
  const seed = Number(optionOf('--seed') ?? randomBytes(4).readUInt32BE());
  const postgres = await startPostgres({ isDurable: true });
  // One server for all databases that follow.
  process.env.TEST_DATABASE_URL = postgres.url;
  try {
    console.log(`PostgreSQL from ${postgres.origin}; seed ${seed}`);
    return printTable([
      ...(await measureExport(documents)),
      ...(await measureWriters()),
      await measureStory(changes, seed),
    ]);
  } finally {
    await postgres.stop();
  }
}
