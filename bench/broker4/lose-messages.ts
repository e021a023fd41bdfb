import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { Tables } from '@rita/api-server/platform/db/tables';
import { type Database, openDatabase } from '@rita/platform/database';
import { createLog } from '@rita/platform/log';
import { type OwnBroker, openTestQueue, type TestQueue, waitFor } from '@rita/test-kit';
import { type AppProcess, startApp } from '../live/app-process.ts';
import { readConnections, seedConnections } from '../seed-connections.ts';
import { openSmallDatabase, type SmallDatabase } from './small-database.ts';

export type Case = 'read_only' | 'full_disk' | 'kills';
/** Of fifty messages: neither applied nor parked, parked, and applied although there was trouble. */
export type Losses = { lost: number; parked: number; meanwhile: number };

const QUEUE = 'data_source_status';
const TROUBLE_MS = 90_000;
const KILLS = 26;
const LIMIT = 'idle_in_transaction_session_timeout';

type Place = {
  broker: OwnBroker;
  small: SmallDatabase;
  database: Database<Tables>;
  queue: TestQueue;
  send: () => Promise<void>;
};

/** The real app on a PostgreSQL and a RabbitMQ of its own, through one kind of trouble and after it. */
export async function loseMessages(broker: OwnBroker, which: Case, count: number): Promise<Losses> {
  const small = await openSmallDatabase();
  const log = createLog({ service: 'bench', level: 'error' });
  const queue = await openTestQueue(broker.url, QUEUE);
  try {
    // It migrates, and goes.
    await (await startApp(servicesOf(broker, small))).stop();
    const database = await openDatabase<Tables>({ url: small.url, folder: '', log });
    try {
      const rows = await seedConnections(database, count * 2);
      const idle = rows.filter(({ status }) => status === 'idle');
      const bodies = idle.map((row) => JSON.stringify(messageFor(row)));
      await queue.declare();
      const send = () => queue.send(...bodies);
      const place = { broker, small, database, queue, send };
      const meanwhile = await TROUBLES[which](place);
      return { ...(await countLosses(place, count)), meanwhile };
    } finally {
      await database.close();
    }
  } finally {
    await queue.close();
    await small.remove();
  }
}

/** Each answers how many messages were applied amid it. */
const TROUBLES: Record<Case, (place: Place) => Promise<number>> = {
  read_only: async ({ broker, small, database, send }) => {
    const app = await startApp(servicesOf(broker, small), { queue: QUEUE });
    await setReadOnly(database, true);
    await send();
    await wait(TROUBLE_MS);
    const meanwhile = await countApplied(database);
    await setReadOnly(database, false);
    await app.stop();
    return meanwhile;
  },
  full_disk: async ({ broker, small, database, send }) => {
    const app = await startApp(servicesOf(broker, small), { queue: QUEUE });
    const free = await small.fill();
    await send();
    await wait(TROUBLE_MS);
    const meanwhile = await countApplied(database);
    await free();
    await app.stop();
    return meanwhile;
  },
  // Each of them takes messages, finds the rows locked and is killed.
  kills: async ({ broker, small, database, send }) => {
    await send();
    for (let kill = 0; kill < KILLS; kill += 1) {
      await database.kysely.transaction().execute(async (trx) => {
        // Starting an app and killing it takes longer than a transaction may stand still.
        await trx
          .selectNoFrom((eb) =>
            eb.fn('set_config', [eb.val(LIMIT), eb.val('0'), eb.val(true)]).as('set'),
          )
          .execute();
        await trx.selectFrom('data_source_connections').select('id').forUpdate().execute();
        const app = await startApp(servicesOf(broker, small), { queue: QUEUE });
        await waitFor(() => hasMessagesInHand(broker), { timeoutMs: 60_000 });
        await app.kill();
      });
    }
    return countApplied(database);
  },
};

/** After the trouble the app runs until nothing waits any more. */
async function countLosses(
  { broker, small, database, queue }: Place,
  count: number,
): Promise<Omit<Losses, 'meanwhile'>> {
  const app: AppProcess = await startApp(servicesOf(broker, small), { queue: QUEUE });
  try {
    await waitFor(async () => !(await hasMessages(broker)), { timeoutMs: 120_000 });
  } finally {
    await app.stop();
  }
  const applied = await countApplied(database);
  const parked = (await queue.count('.parked')) ?? 0;
  return { lost: count - applied - parked, parked };
}

async function countApplied(database: Database<Tables>): Promise<number> {
  const rows = await readConnections(database);
  return rows.filter((row) => row.last_verification_at !== null).length;
}

/** Of a size that does not fit into pages which are there already. */
function messageFor(row: { id: string; organization_id: string }) {
  return {
    type: 'verification',
    connection_id: row.id,
    tenant_id: row.organization_id,
    status: 'success',
    options: { spaces: randomBytes(45_000).toString('base64') },
    error: null,
  };
}

function servicesOf(broker: OwnBroker, small: SmallDatabase) {
  return { databaseUrl: small.url, amqpUrl: broker.url };
}

async function setReadOnly(database: Database<Tables>, isReadOnly: boolean): Promise<void> {
  const value = isReadOnly ? 'on' : 'off';
  const { executeSql } = database;
  await executeSql('set transaction_read_only = off');
  await executeSql(`alter system set default_transaction_read_only = ${value}`);
  await executeSql('select pg_reload_conf()');
}

async function hasMessages(broker: OwnBroker): Promise<boolean> {
  return (await countOf(broker, 'messages')) > 0;
}

async function hasMessagesInHand(broker: OwnBroker): Promise<boolean> {
  return (await countOf(broker, 'messages_unacknowledged')) > 0;
}

async function countOf(broker: OwnBroker, what: string): Promise<number> {
  const text = await broker.control('list_queues', '--no-table-headers', 'name', what);
  const line = text.split('\n').find((entry) => entry.startsWith(`${QUEUE}\t`));
  return Number(line?.split('\t')[1] ?? 0);
}
