import { type Database, openDatabase } from '@rita/platform/database';
import { type Log, silentLog } from '@rita/platform/log';
import { createTestDatabase } from '@rita/test-kit';
import { MIGRATIONS } from '../src/deps.ts';
import { insertAuditEvents } from '../src/features/audit/audit.store.ts';
import { sealAuditLog } from '../src/features/audit/seal-audit-log.ts';
import { verifyAuditLog } from '../src/features/audit/verify-audit-log.ts';
import type { Tables } from '../src/platform/db/tables.ts';

export type AuditLog = Awaited<ReturnType<typeof openAuditLog>>;

export const TABLES = ['audit_events', 'audit_seals'];

/** An audit log in a database of its own, and what the app and whoever rules the database do to it. */
export async function openAuditLog() {
  const testDatabase = await createTestDatabase({ migrations: MIGRATIONS, name: 'audit' });
  const { url, folder } = testDatabase;
  const database: Database<Tables> = await openDatabase<Tables>({
    url,
    folder: folder ?? 'memory://',
    log: silentLog,
  });
  const { kysely: db, executeSql } = database;
  const checkpoints: string[] = [];
  const log: Log = {
    ...silentLog,
    info: ({ checkpoint }) => void checkpoints.push(String(checkpoint)),
  };
  const switchTriggers = async (how: 'disable' | 'enable') => {
    for (const table of TABLES) await executeSql(`alter table ${table} ${how} trigger all`);
  };

  return {
    url,
    db,
    executeSql,
    /** Those that the app told in its log. */
    checkpoints,
    seal: (stop = new AbortController().signal) => sealAuditLog({ db, log }, stop),
    verify: (...given: string[]) => verifyAuditLog(db, given),
    /** One entry for each name, of an organization of its own. */
    write: async (...names: string[]) => {
      for (const name of names) await insertAuditEvents(db, `org-${name}`, [entryOf(name)]);
    },
    /** What only somebody who rules the database can do. */
    tamper: async (...statements: string[]) => {
      await switchTriggers('disable');
      for (const statement of statements) await executeSql(statement);
      await switchTriggers('enable');
    },
    close: async () => {
      await database.close();
      await testDatabase.drop();
    },
  };
}

export function entryOf(name: string) {
  return {
    action: 'data_source.updated',
    actor_type: 'user',
    actor_id: 'u1',
    actor_label: 'Ada “the first”\n',
    object_type: 'data_source',
    object_id: name,
    object_label: `Wiki ${name}`,
    ip: '192.0.2.1',
    details: { fields: ['spaces'], count: 3 },
  } as const;
}
