import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openConversionPool } from '@rita/connector/convert/pool';
import { connectorDatabaseFolder } from '@rita/connector/database-folder';
import { indexStored } from '@rita/connector/documents/index-stored';
import { MIGRATIONS, type Tables } from '@rita/connector/platform/db/tables';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { startBenchConnector } from '../sync/connector.ts';
import { type Line, median, percentile } from '../table.ts';
import { VARIABLES } from './build.ts';
import { QUERIES } from './corpus.ts';
import { fillOpened, PERSON, TENANT } from './fill.ts';
import { measureInTurns, type Times } from './speed.ts';

const TRIMMED_TO_ALL = 1.2;

/**
 * Searches by somebody in 300 groups beside the same ones without any document hidden, in one run, on
 * the embedded database that `npm start` comes with.
 */
export async function benchPglite(documents: number): Promise<Line[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rita-bench-pglite-'));
  const connectionId = randomUUID();
  try {
    const indexing = await prepare(connectorDatabaseFolder(dataDir), { documents, connectionId });
    // Without the address of a server the connector opens what is in its folder.
    const connector = await startBenchConnector(undefined, { ...VARIABLES, DATA_DIR: dataDir });
    try {
      const readers = { all: { open_connections: [connectionId] }, trimmed: { reader: PERSON } };
      const [times] = await measureInTurns([{ connector }], [readers]);
      return [indexing, ...linesOf(times as Times)];
    } finally {
      await connector.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Documents with their rules and their index; within this process, as the connector does it. */
async function prepare(
  folder: string,
  { documents, connectionId }: { documents: number; connectionId: string },
): Promise<Line> {
  const database = await openDatabase<Tables>({ folder, log: silentLog });
  const conversions = openConversionPool({ workers: 2 });
  try {
    await migrate(database as unknown as Parameters<typeof migrate>[0], MIGRATIONS);
    await fillOpened(database, documents, { tenantId: TENANT, connectionId });
    const startedAt = performance.now();
    await indexStored({ database, conversions, log: silentLog }, new AbortController().signal);
    await database.executeSql('vacuum analyze documents');
    const seconds = (performance.now() - startedAt) / 1_000;
    const name = `index ${documents} stored documents on PGlite`;
    return { name, measured: `${seconds.toFixed(0)} s`, floor: '', goal: '', isKept: true };
  } finally {
    await conversions.close();
    await database.close();
  }
}

function linesOf(times: Times): Line[] {
  const all = Object.keys(QUERIES).flatMap((kind) => times.get(`${kind} all`) ?? []);
  const trimmed = Object.keys(QUERIES).flatMap((kind) => times.get(`${kind} trimmed`) ?? []);
  return [
    ...Object.keys(QUERIES).map((kind) =>
      lineOf(kind, times.get(`${kind} all`) ?? [], times.get(`${kind} trimmed`) ?? []),
    ),
    lineOf('all of them', all, trimmed),
  ];
}

function lineOf(kind: string, all: readonly number[], trimmed: readonly number[]): Line {
  const [open, hidden] = [percentile(all, 95), percentile(trimmed, 95)];
  return {
    name: `PGlite: ${kind}, trimmed: p50 / p95`,
    measured: `${median(trimmed).toFixed(0)} / ${hidden.toFixed(0)} ms, ${(hidden / open).toFixed(2)} × p95`,
    floor: `may read all: ${median(all).toFixed(0)} / ${open.toFixed(0)} ms`,
    goal: `p95 ≤ ${TRIMMED_TO_ALL} ×`,
    isKept: hidden <= TRIMMED_TO_ALL * open,
  };
}
