import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { findFreePort } from '@rita/test-kit';
import { startApp } from '../live/app-process.ts';
import { signUp, type User } from '../live/sign-up.ts';
import { settle, startBuild, untilIndexed } from '../search/build.ts';
import { fillDatabase } from '../search/fill.ts';
import { startDatabase } from '../services.ts';
import { copyDocuments } from './copy-documents.ts';

type Options = {
  /** The checkout. */
  root: string;
  documents: number;
  /** How many of them are alike. */
  copies: number;
  /** Whether it has the index of ours and the keys for programs, which came with it. */
  isIndexed: boolean;
};

/** App and connector of a checkout, and somebody whose organization has so many documents. */
export async function startAssistantBuild(
  { root, documents, copies, isIndexed }: Options,
  stops: (() => Promise<unknown>)[],
) {
  const place = join(root, 'packages/api-server/src/');
  const appDatabase = await startDatabase(pathToFileURL(join(place, 'platform/db/migrations/')));
  stops.push(appDatabase.stop);
  const PORT = String(await findFreePort());
  const secret = { CONNECTOR_WEBHOOK_SECRET: `whsec_${randomBytes(32).toString('base64')}` };
  const variables = {
    ...secret,
    CONNECTOR_WEBHOOK_URL: `http://127.0.0.1:${PORT}/webhook`,
    READS_PER_PERSON: '1000000',
    READS_PER_ORGANIZATION: '10000000',
  };
  const services = { databaseUrl: appDatabase.databaseUrl, amqpUrl: '' };
  const app = await startApp(services, { variables, main: join(place, 'main.ts') });
  stops.push(app.stop);
  const user = await signUp(app.url);
  const { id: connectionId, organization_id: tenantId } = user.connection;
  await openToEverybody(appDatabase.databaseUrl, connectionId);
  const connector = await startBuild(
    root,
    (url) => fillDatabase(url, documents / copies, { tenantId, connectionId }),
    { ...secret, PORT },
  );
  stops.push(connector.stop);
  const { databaseUrl } = connector;
  if (isIndexed) await untilIndexed(databaseUrl);
  if (copies > 1) await copyDocuments(databaseUrl, { times: copies, isIndexed });
  await settle(databaseUrl);
  const key = isIndexed ? await makeKey(app.url, user) : '';
  return { url: app.url, user, key, tenantId, documents, databaseUrl };
}

/** The owner’s word that every member may read all of a connection, which is switched on. */
async function openToEverybody(url: string, connectionId: string): Promise<void> {
  const database = await openDatabase<unknown>({ url, folder: '', log: silentLog });
  try {
    await database.executeSql(
      `update data_source_connections set enabled = true, last_sync_at = now(), version = version + 1
       where id = $1`,
      [connectionId],
    );
    await database.executeSql(
      `update connection_access set mode = 'everyone' where connection_id = $1`,
      [connectionId],
    );
  } finally {
    await database.close();
  }
}

async function makeKey(url: string, { cookie }: User): Promise<string> {
  const scopes = ['documents:read', 'sources:read'];
  const answer = await fetch(`${url}/api/keys`, {
    method: 'POST',
    headers: { cookie, origin: url, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'personal', name: 'bench', scopes }),
  });
  if (!answer.ok) throw new Error(`no key: ${answer.status}`);
  const { data } = (await answer.json()) as { data: { key: string } };
  return data.key;
}
