import { userInfo } from 'node:os';
import { openDatabase } from '@rita/platform/database';
import { readEnv } from '@rita/platform/env';
import { createLog } from '@rita/platform/log';
import { openParkedMessages } from '@rita/platform/queue-parked';
import { z } from 'zod';
import { listParked, settleParked, showParked } from './features/runs/parked-messages.ts';
import type { Tables } from './platform/db/tables.ts';
import { runCommand } from './platform/run-command.ts';

const HELP = `Status messages that could not be applied:

  npm run parked -- list
  npm run parked -- show <id>          what it says, with texts masked
  npm run parked -- replay <id>…|all   send it to the app again
  npm run parked -- discard <id>…|all  remove it for good

Reads AMQP_URL, DATABASE_URL and DATA_SOURCE_STATUS_QUEUE. Each replay and discard is audited.
Run it beside a stopped or running app; while it looks, nobody else can.`;

const envSchema = z.object({
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'must be an amqp(s) address' }),
  DATABASE_URL: z.string('is missing'),
  DATA_SOURCE_STATUS_QUEUE: z.string().default('data_source_status'),
});

async function main(command: string | undefined, given: string[]): Promise<string> {
  const isSettling = command === 'replay' || command === 'discard';
  const isShowing = command === 'show' && given.length === 1;
  if (command !== 'list' && !isShowing && !(isSettling && given.length > 0)) return HELP;
  const env = readEnv(envSchema);
  const log = createLog({ service: 'parked', level: 'warn', destination: process.stderr });
  const queue = env.DATA_SOURCE_STATUS_QUEUE;
  const parked = await openParkedMessages({ url: env.AMQP_URL, queue, log });
  try {
    if (command === 'list') return listParked(parked.messages);
    const ids = given[0] === 'all' ? parked.messages.map(({ id }) => id) : given;
    const chosen = ids.map((id) => {
      const found = parked.messages.find((message) => message.id === id);
      if (!found) throw new RangeError(`There is no parked message ${id}.`);
      return found;
    });
    if (!isSettling) return chosen.map(showParked).join('\n');
    const database = await openDatabase<Tables>({ url: env.DATABASE_URL, folder: '', log });
    try {
      const operator = `${userInfo().username} (npm run parked)`;
      for (const { id } of chosen) {
        await settleParked(database.kysely, parked, { id, what: command, operator });
      }
    } finally {
      await database.close();
    }
    return `${chosen.length} ${command === 'replay' ? 'sent again' : 'discarded'}.`;
  } finally {
    await parked.close();
  }
}

runCommand(main);
