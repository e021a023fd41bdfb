import { join } from 'node:path';
import { startPostgres } from '../scripts/services/postgres.ts';
import { optionOf } from './option-of.ts';
import { benchFound } from './search/found.ts';
import { benchPglite } from './search/pglite.ts';
import { benchSpeed } from './search/speed.ts';
import { printTable } from './table.ts';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENTS = 100_000;
/** The embedded database is for trying the product out. */
const DOCUMENTS_EMBEDDED = 20_000;

/**
 * What a search finds, and how fast, beside another checkout
 * (`npm run bench -- search --base /path/to/checkout --documents 20000`); `--only speed` leaves out
 * what is found. With `--pglite` it is how
 * much longer a trimmed search takes on the embedded database.
 */
export async function benchSearch(): Promise<boolean> {
  const roots = { own: ROOT, base: optionOf('--base') };
  const isEmbedded = process.argv.includes('--pglite');
  const usual = isEmbedded ? DOCUMENTS_EMBEDDED : DOCUMENTS;
  const documents = Number(optionOf('--documents') ?? usual);
  if (isEmbedded) return printTable(await benchPglite(documents));
  const postgres = await startPostgres({ isDurable: true });
  // One server for all databases that follow.
  process.env.TEST_DATABASE_URL = postgres.url;
  try {
    console.log(`PostgreSQL from ${postgres.origin}`);
    const found = optionOf('--only') === 'speed' ? [] : [await benchFound(roots)];
    return printTable([...found, ...(await benchSpeed(roots, documents))]);
  } finally {
    await postgres.stop();
  }
}
