import { userInfo } from 'node:os';
import { openDatabase } from '@rita/platform/database';
import { readEnv } from '@rita/platform/env';
import { createLog } from '@rita/platform/log';
import { openParkedMessages, type ParkedMessage } from '@rita/platform/queue/parked';
import { runCommand } from '@rita/platform/run-command';
import { z } from 'zod';
import {
  auditParked,
  auditParkedList,
  listParked,
  type ParkedDeed,
  showParked,
} from './features/runs/parked-messages.ts';
import type { Tables } from './platform/db/tables.ts';

const HELP = `Status messages that could not be applied:

  npm run parked -- list
  npm run parked -- show <id>          what it says, with texts masked
  npm run parked -- replay <id>…|all   send it to the app again
  npm run parked -- discard <id>…|all  remove it for good

Reads AMQP_URL, DATABASE_URL and DATA_SOURCE_STATUS_QUEUE. All of it is audited.
Run it beside a stopped or running app; while it looks, nobody else can.`;

const envSchema = z.object({
  AMQP_URL: z.url({ protocol: /^amqps?$/, error: 'must be an amqp(s) address' }),
  DATABASE_URL: z.string('is missing'),
  DATA_SOURCE_STATUS_QUEUE: z.string().default('data_source_status'),
});

async function main(command: string | undefined, given: string[]): Promise<string> {
  if (!isCommand(command, given)) return HELP;
  const env = readEnv(envSchema);
  const log = createLog({ service: 'parked', level: 'warn', destination: process.stderr });
  const queue = env.DATA_SOURCE_STATUS_QUEUE;
  const operator = `${userInfo().username} (npm run parked)`;
  const database = await openDatabase<Tables>({ url: env.DATABASE_URL, folder: '', log });
  try {
    const parked = await openParkedMessages({ url: env.AMQP_URL, queue, log });
    try {
      const count = parked.messages.length;
      if (command === 'list') {
        await auditParkedList(database.kysely, { queue, count, operator });
        return listParked(parked.messages);
      }
      const chosen = choose(parked.messages, given);
      for (const message of chosen) {
        await auditParked(database.kysely, message, { deed: command, operator });
        if (command !== 'show') await parked[command](message.id);
      }
      if (command === 'show') return chosen.map(showParked).join('\n');
      return `${chosen.length} ${command === 'replay' ? 'sent again' : 'discarded'}.`;
    } finally {
      await parked.close();
    }
  } finally {
    await database.close();
  }
}

type Command = 'list' | ParkedDeed;

function isCommand(command: string | undefined, given: string[]): command is Command {
  if (command === 'list') return true;
  if (command === 'show') return given.length === 1;
  return (command === 'replay' || command === 'discard') && given.length > 0;
}

function choose(messages: readonly ParkedMessage[], given: string[]): readonly ParkedMessage[] {
  if (given[0] === 'all') return messages;
  return given.map((id) => {
    const found = messages.find((message) => message.id === id);
    if (!found) throw new RangeError(`There is no parked message ${id}.`);
    return found;
  });
}

runCommand(main);
