import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { MIGRATIONS } from '@rita/api-server/deps';
import type { Tables } from '@rita/api-server/platform/db/tables';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { stopProcess, waitForOutput } from '../../scripts/services/process.ts';
import { startApp } from '../live/app-process.ts';
import { signUp } from '../live/sign-up.ts';
import { BENCH_OPTIONS, BENCH_SETTINGS, fillConnections } from '../seed-connections.ts';
import { startDatabase } from '../services.ts';

export type Stops = (() => Promise<unknown>)[];
/** A connection, and who may change it. */
export type Target = { id: string; organization: string; cookie: string };

/** App, floor and a receiver that answers at once, on one database with as many connections as given. */
export async function startWriteBench(
  { clients, organizations }: { clients: number; organizations: number },
  stops: Stops,
) {
  const receiver = await startReceiver(stops);
  const { databaseUrl, origin, stop } = await startDatabase(MIGRATIONS);
  stops.push(stop);
  console.log(`PostgreSQL from ${origin}`);
  const variables = { CONNECTOR_WEBHOOK_URL: `${receiver}/webhook` };
  const app = await startApp({ databaseUrl, amqpUrl: '' }, { variables });
  stops.push(app.stop);
  const database = await openDatabase<Tables>({ url: databaseUrl, folder: '', log: silentLog });
  stops.push(() => database.close());
  await fillConnections(database, organizations * 4);
  const users = await Promise.all(Array.from({ length: clients }, () => signUp(app.url)));
  const targets = users.map(({ cookie, connection }) => ({
    id: connection.id,
    organization: connection.organization_id,
    cookie,
  }));
  await configure(database, targets);
  const floor = await startFloor({ databaseUrl, receiver }, stops);
  return { app: app.url, floor, targets, database };
}

/** Settings and options of a usual size, verified and switched on. */
export async function configure(
  database: Database<Tables>,
  targets: readonly Target[],
): Promise<void> {
  await database.executeSql(
    `update data_source_connections set enabled = true, settings = $2::jsonb, latest_options = $3::jsonb,
       last_verification_at = now(), last_verified_at = now(), version = version + 1
     where organization_id = any($1::text[])`,
    [
      targets.map(({ organization }) => organization),
      JSON.stringify(BENCH_SETTINGS),
      JSON.stringify(BENCH_OPTIONS),
    ],
  );
  await database.executeSql('analyze');
}

async function startFloor(
  { databaseUrl, receiver }: { databaseUrl: string; receiver: string },
  stops: Stops,
): Promise<string> {
  const file = join(import.meta.dirname, 'floor-server.ts');
  const env = { PATH: process.env.PATH, DATABASE_URL: databaseUrl, RECEIVER_URL: receiver };
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'pipe'], env });
  stops.push(() => stopProcess(child));
  const said = await waitForOutput(child, /is ready at (http\S+)\n/);
  return /is ready at (http\S+)/.exec(said)?.[1] ?? '';
}

/** Takes whatever it is sent. */
async function startReceiver(stops: Stops): Promise<string> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => response.writeHead(202).end('{}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
