import { createHash, randomBytes } from 'node:crypto';
import { MIGRATIONS as APP_MIGRATIONS } from '@rita/api-server/deps';
import { MIGRATIONS } from '@rita/connector/platform/db/tables';
import { exportManifestSchema } from '@rita/contracts';
import { createTestDatabase } from '@rita/test-kit';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { startApp } from '../live/app-process.ts';
import { signUp } from '../live/sign-up.ts';
import { startBenchConnector } from '../sync/connector.ts';
import { type Line, median } from '../table.ts';
import { fillDocuments } from './fill.ts';
import { peakOf, startCounting } from './memory.ts';

const ROUNDS = 5;
const MOST_MEMORY = 150;
const LEAST_RATE = 0.5;
const MIB = 1024 ** 2;

/** An export through connector and app, each a process as in production, beside a bare `COPY`. */
export async function measureExport(documents: number): Promise<Line[]> {
  const databases = {
    connector: await createTestDatabase({ migrations: MIGRATIONS, name: 'feed' }),
    app: await createTestDatabase({ migrations: APP_MIGRATIONS, name: 'feed_app' }),
  };
  const secrets = { CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}` };
  const url = databases.connector.url ?? '';
  const connector = await startBenchConnector(url, secrets);
  const variables = { ...secrets, CONNECTOR_WEBHOOK_URL: `${connector.url}/webhook` };
  const services = { databaseUrl: databases.app.url ?? '', amqpUrl: '' };
  const app = await startApp(services, { variables });
  try {
    const { cookie, connection } = await signUp(app.url);
    const place = { tenantId: connection.organization_id, connectionId: connection.id };
    await fillDocuments(url, place, documents);
    const exportAll = () => readExport(app.url, cookie, documents);
    const copyAll = () => readCopy(url, place.tenantId);
    const pids = { app: app.pid, connector: connector.pid };
    const before = {
      app: await startCounting(pids.app),
      connector: await startCounting(pids.connector),
    };
    await exportAll();
    await copyAll();
    const seconds = { ours: [] as number[], floor: [] as number[] };
    let bytes = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const copied = await timed(copyAll);
      const exported = await timed(exportAll);
      seconds.floor.push(copied.seconds);
      seconds.ours.push(exported.seconds);
      bytes = exported.result;
    }
    const peak = { app: await peakOf(pids.app), connector: await peakOf(pids.connector) };
    return linesOf({ documents, bytes, seconds, before, peak });
  } finally {
    await app.stop();
    await connector.stop();
    await databases.app.drop();
    await databases.connector.drop();
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ seconds: number; result: T }> {
  const began = performance.now();
  const result = await work();
  return { seconds: (performance.now() - began) / 1_000, result };
}

/** Reads an export to its end and checks what its manifest says; gives its bytes. */
async function readExport(url: string, cookie: string, documents: number): Promise<number> {
  const headers = { cookie, 'accept-encoding': 'identity' };
  const answer = await fetch(`${url}/api/documents/export`, { headers });
  if (!answer.ok || answer.body === null) throw new Error(`the export answered ${answer.status}`);
  let [bytes, lines] = [0, 0];
  let last = Buffer.alloc(0);
  const hash = createHash('sha256');
  for await (const chunk of answer.body) {
    const part = Buffer.concat([last, chunk]);
    // The last line is not part of what it tells of.
    const from = part.lastIndexOf('\n', part.length - 2) + 1;
    hash.update(part.subarray(0, from));
    last = part.subarray(from);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) lines += 1;
    bytes += chunk.byteLength;
  }
  const manifest = exportManifestSchema.parse(JSON.parse(last.toString()));
  if (manifest.documents !== documents || lines !== documents + 1) {
    throw new Error(`${lines} lines of ${documents} documents`);
  }
  if (manifest.sha256 !== hash.digest('hex')) throw new Error('the digest is another');
  return bytes;
}

/** The very same rows and columns, as the database sends them, by its fastest way. */
async function readCopy(url: string, tenantId: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let bytes = 0;
  const columns =
    'id, connection_id, connection_type, title, url, path, author, updated_at, created_at, fetched_at, body';
  const from = `from documents where tenant_id = ${pg.escapeLiteral(tenantId)}`;
  const rows = client.query(copyTo(`copy (select ${columns} ${from}) to stdout`));
  for await (const chunk of rows) bytes += (chunk as Buffer).length;
  await client.end();
  return bytes;
}

type Figures = {
  documents: number;
  bytes: number;
  seconds: { ours: number[]; floor: number[] };
  before: { app: number; connector: number };
  peak: { app: number; connector: number };
};

function linesOf({ documents, bytes, seconds, before, peak }: Figures): Line[] {
  const rate = documents / median(seconds.ours);
  const floor = documents / median(seconds.floor);
  const grown = { app: peak.app - before.app, connector: peak.connector - before.connector };
  const size = `${documents} documents, ${(bytes / MIB).toFixed(0)} MiB`;
  return [
    {
      name: `export of ${size}`,
      measured: `${rate.toFixed(0)}/s, ${(rate / floor).toFixed(2)} of the floor`,
      floor: `COPY ${floor.toFixed(0)}/s`,
      goal: `≥ ${LEAST_RATE}`,
      isKept: rate / floor >= LEAST_RATE,
    },
    ...(['app', 'connector'] as const).map((name) => ({
      name: `memory of the ${name} meanwhile`,
      measured: `${peak[name].toFixed(0)} MiB, ${grown[name].toFixed(0)} more than idle`,
      floor: `${before[name].toFixed(0)} MiB idle`,
      goal: `≤ ${MOST_MEMORY} MiB more`,
      isKept: grown[name] <= MOST_MEMORY,
    })),
  ];
}
