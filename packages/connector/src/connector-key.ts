import { fingerprintOf } from '@rita/contracts';
import { openDatabase } from '@rita/platform/database';
import { createLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { runCommand } from '@rita/platform/run-command';
import { readKeyEnv } from './env.ts';
import { type Database, MIGRATIONS, type Tables } from './platform/db/tables.ts';
import { listKeyRows } from './vault/connector-key.store.ts';
import {
  listLostKeys,
  makeNextRoot,
  requireKey,
  rotateSealingKey,
  switchRoot,
} from './vault/connector-keys.ts';
import type { MasterKeys } from './vault/master-keys.ts';

const HELP = `The keys of the connector:

  npm run connector-key                 what is in use, and what the app has to trust
  npm run connector-key -- rotate       a new sealing key; what was just sealed still opens
  npm run connector-key -- next-root    makes the next root key, to be trusted beside the one in use
  npm run connector-key -- switch-root  uses it, once the app trusts both

Reads DATABASE_URL and VAULT_KEY. Run it beside a stopped or running connector.`;

type Place = { database: Database; keys: MasterKeys };

const COMMANDS: Record<string, (place: Place) => Promise<unknown>> = {
  show: async () => undefined,
  rotate: ({ database, keys }) => rotateSealingKey(database, keys),
  'next-root': ({ database, keys }) => makeNextRoot(database, keys),
  'switch-root': async ({ database, keys }) => {
    if (await switchRoot(database, keys)) return;
    throw new RangeError('There is no next root key. Make one: npm run connector-key -- next-root');
  },
};

async function main(command = 'show'): Promise<string> {
  const perform = COMMANDS[command];
  if (perform === undefined) return HELP;
  const { DATABASE_URL: url, VAULT_KEY: keys } = readKeyEnv();
  const log = createLog({ service: 'connector-key', level: 'warn', destination: process.stderr });
  const database = await openDatabase<Tables>({ url, folder: '', log });
  try {
    await migrate(database as unknown as Parameters<typeof migrate>[0], MIGRATIONS);
    const place = { database, keys };
    await perform(place);
    return await describe(place);
  } finally {
    await database.close();
  }
}

async function describe({ database: { kysely }, keys }: Place): Promise<string> {
  const root = await requireKey(kysely, keys, 'root');
  const sealing = await requireKey(kysely, keys, 'sealing');
  const next = (await listKeyRows(kysely, 'root')).find(({ state }) => state === 'next');
  const lost = await listLostKeys(kysely, keys);
  const trusted = [root.kid, ...(next === undefined ? [] : [next.kid])].join(' ');
  const day = (moment: Date) => moment.toISOString().slice(0, 10);
  return [
    `root key     ${fingerprintOf(root.kid)}  since ${day(root.createdAt)}`,
    ...(next === undefined ? [] : [`next root    ${fingerprintOf(next.kid)}  not in use yet`]),
    `sealing key  ${fingerprintOf(sealing.kid)}  since ${day(sealing.createdAt)}`,
    ...(lost.length === 0 ? [] : [`VAULT_KEY does not open ${lost.length} older keys.`]),
    `In the environment of the app: CONNECTOR_ROOT_KEY="${trusted}"`,
  ].join('\n');
}

runCommand(main);
