import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import pg from 'pg';
import { copyTemplate } from './copy-template.ts';

export type TestDatabase = {
  /** Absent on the embedded database. */
  url?: string;
  folder: string;
  drop: () => Promise<void>;
};

const TEMPLATES = fileURLToPath(
  new URL('../../../node_modules/.cache/rita-test-databases', import.meta.url),
);

/** What a template holds. */
type Content = {
  /** Folder of numbered migrations; absent: an empty database. */
  migrations?: URL;
  /** What every start would otherwise make in its copy. */
  furnish?: {
    /** Of a template that was furnished in the same way. */
    version: string;
    run: (database: Database<unknown>) => Promise<void>;
  };
};

/**
 * A migrated database of its own: a copy of a template on the PostgreSQL of `TEST_DATABASE_URL`,
 * or an embedded one when `TEST_DATABASE=pglite`. The template is made once for each state of the
 * migrations.
 */
export async function createTestDatabase(
  options: Content & { name: string },
): Promise<TestDatabase> {
  return process.env.TEST_DATABASE === 'pglite' ? createEmbedded(options) : createOnServer(options);
}

async function createEmbedded(content: Content): Promise<TestDatabase> {
  const folder = await mkdtemp(join(tmpdir(), 'rita-pglite-'));
  const template = await embeddedTemplate(content);
  await copyTemplate(template, folder);
  return { folder, drop: () => rm(folder, { recursive: true, force: true }) };
}

async function embeddedTemplate(content: Content): Promise<string> {
  const template = join(TEMPLATES, await stateOf(content));
  if (await stat(template).catch(() => undefined)) return template;
  await mkdir(TEMPLATES, { recursive: true });
  const draft = await mkdtemp(join(TEMPLATES, 'draft-'));
  await fillAndClose({ folder: draft }, content);
  // Whoever is first wins; the others' drafts are the same.
  await rename(draft, template).catch(() => rm(draft, { recursive: true, force: true }));
  return template;
}

async function createOnServer(options: Content & { name: string }): Promise<TestDatabase> {
  const template = await serverTemplate(options);
  const name = `rita_test_${options.name}_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  return {
    url: urlOf(name),
    folder: 'memory://',
    drop: () => onServer((client) => client.query(`drop database if exists ${name} with (force)`)),
  };
}

async function serverTemplate(content: Content): Promise<string> {
  if (content.migrations === undefined) return 'template0';
  const template = `rita_template_${await stateOf(content)}`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock(72001)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      template,
    ]);
    if (rowCount === 1) return;
    await client.query(`create database ${template}_draft template template0`);
    await fillAndClose({ url: urlOf(`${template}_draft`), folder: '' }, content);
    await client.query(`alter database ${template}_draft rename to ${template}`);
  });
  return template;
}

async function fillAndClose(
  place: { url?: string; folder: string },
  { migrations, furnish }: Content,
): Promise<void> {
  const database = await openDatabase<unknown>({ ...place, log: silentLog });
  if (migrations) await migrate(database, migrations);
  await furnish?.run(database);
  if (database.kind === 'pglite') await leaveLittleLog(database);
  await database.close();
}

/** What was logged until now is in the tables, and is not to be copied with each database. */
async function leaveLittleLog(database: Database<unknown>): Promise<void> {
  await database.executeSql('set wal_recycle = off; select pg_switch_wal(); checkpoint');
}

/** Sixteen hex digits that change with any migration. */
async function stateOf({ migrations, furnish }: Content): Promise<string> {
  const hash = createHash('sha256').update(furnish?.version ?? '');
  for (const name of migrations ? (await readdir(migrations)).toSorted() : []) {
    hash.update(name).update(await readFile(new URL(name, migrations)));
  }
  return hash.digest('hex').slice(0, 16);
}

function serverUrl(): string {
  const url = process.env.TEST_DATABASE_URL;
  if (url === undefined) throw new Error('TEST_DATABASE_URL is not set; run the tests by npm test');
  return url;
}

function urlOf(name: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${name}`;
  return url.href;
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
