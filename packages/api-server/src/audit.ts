import { openDatabase } from '@rita/platform/database';
import { readEnv } from '@rita/platform/env';
import { createLog } from '@rita/platform/log';
import { runCommand } from '@rita/platform/run-command';
import { z } from 'zod';
import { verifyAuditLog } from './features/audit/verify-audit-log.ts';
import type { Tables } from './platform/db/tables.ts';

const HELP = `Whether the audit log is as it was written:

  npm run audit -- verify [<number>:<hash> …]

Recomputes the chain of seals. The last line that it prints, and each line "audit log sealed" of the
app's own log, is a checkpoint: keep one where whoever rules the database cannot change it, and name
it here. Without one, a log that was cut or made anew as a whole looks well.

Reads DATABASE_URL. Ends with 1 when something does not fit.`;

const CHECKPOINT = /^[1-9]\d{0,14}:[0-9a-f]{64}$/;
const envSchema = z.object({ DATABASE_URL: z.string('is missing') });

async function main(command: string | undefined, checkpoints: string[]): Promise<string> {
  if (command !== 'verify') return HELP;
  const odd = checkpoints.find((checkpoint) => !CHECKPOINT.test(checkpoint));
  if (odd !== undefined) {
    throw new RangeError('A checkpoint is the number of a seal, “:” and its hash.');
  }
  const { DATABASE_URL: url } = readEnv(envSchema);
  const log = createLog({ service: 'audit', level: 'warn', destination: process.stderr });
  const database = await openDatabase<Tables>({ url, folder: '', log });
  try {
    const { seals, entries, checkpoint, faults } = await verifyAuditLog(
      database.kysely,
      checkpoints,
    ).catch(explain);
    const isIntact = faults.length === 0;
    if (!isIntact) process.exitCode = 1;
    return [
      ...faults,
      `${isIntact ? 'Intact' : 'NOT INTACT'}. Sealed entries: ${entries.sealed}, seals: ${seals}, entries since: ${entries.since}.`,
      checkpoint ?? 'Nothing is sealed yet.',
    ].join('\n');
  } finally {
    await database.close();
  }
}

const UNKNOWN_TABLE = '42P01';

function explain(error: { code?: string }): never {
  if (error.code !== UNKNOWN_TABLE) throw error;
  throw new RangeError('DATABASE_URL names no database of the app, or one without its migrations.');
}

runCommand(main);
