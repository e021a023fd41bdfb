import type { AlertSettings, DataSourceConnection } from '@rita/contracts';
import { sql } from 'kysely';
import { noticeAlerts } from '../src/features/alerts/notice-alerts.ts';
import { sendAlertMails } from '../src/features/alerts/send-alert-mails.ts';
import { watchClock } from '../src/features/alerts/watch-clock.ts';
import type { Mail } from '../src/features/session/mail.ts';
import type { DataSourceConnectionRow } from '../src/platform/db/data-source-tables.ts';
import {
  configured,
  report,
  rowOf,
  signUp,
  type TestApp,
  type TestUser,
} from './start-test-app.ts';

export const ALERT_SETTINGS = '/api/account/alerts';
export const EVERYTHING = [
  ...(['failed', 'access_lost', 'held', 'silent', 'expiring', 'repaired'] as const),
];

/**
 * An organization with a connection, and a mailbox: what the app does every few seconds is done here
 * when a test says so, and time goes by as it says.
 */
export async function beginAlerts(api: Pick<TestApp, 'url' | 'database' | 'deps'>) {
  const { url, database, deps } = api;
  const app = { ...api, report: (message: unknown) => report(url, message) } as unknown as TestApp;
  // What other tests left is not told here.
  await database.executeSql('delete from alerts');
  const owner = await signUp(url, database, 'Owner');
  const connection = await configured(app, owner);
  const mails: Mail[] = [];
  const mailer = {
    isAway: false,
    deliver: async (mail: Mail) => {
      if (!mailer.isAway) mails.push(mail);
      return !mailer.isAway;
    },
  };
  const send = () => sendAlertMails({ ...deps, mailer });
  const db = database.kysely;
  const all = [
    ['alerts', ['happened_at', 'ended_at', 'noticed_at', 'end_noticed_at']],
    ['alert_notices', ['due_at', 'told_at']],
    ['alert_recipients', ['next_attempt_at']],
    ['change_webhooks', ['next_attempt_at']],
  ] as const;

  const steps = {
    ...{ app, owner, connection, mails, mailer, send, db },
    organizationId: owner.organizationId,
    /** Another type of source, verified and enabled. */
    another: (type: string, settings: Record<string, unknown>) =>
      enable(app, owner, { type, settings }),
    /** As when a connector reports it. */
    sync: (status: string, extras: Record<string, unknown> = {}, id = connection.id) => {
      count += 1;
      return app.report({
        ...{ type: 'sync', connection_id: id, tenant_id: owner.organizationId, status },
        ...{ timestamp: new Date().toISOString(), documents_processed: count, ...extras },
      });
    },
    fail: (error_code = 'insufficient_permissions', id = connection.id) =>
      steps.sync('sync_failed', { error_code, error_message: `Attempt ${count}` }, id),
    /** Moves all moments of alerts of this organization into the past. */
    pass: async (interval: string) => {
      for (const [table, columns] of all) {
        const moved = columns.map(
          (column) => sql`${sql.ref(column)} = ${sql.ref(column)} - ${interval}::interval`,
        );
        await sql`update ${sql.table(table)} set ${sql.join(moved)}
          where organization_id = ${owner.organizationId}`.execute(db);
      }
    },
    /** `limitHours`: for how long the connector believes permissions; undefined: it does not say. */
    watch: (limitHours?: number) => {
      const info = { name: 'c', types: [], abilities: [], access_stale_limit_hours: limitHours };
      return watchClock({
        db,
        connector: { introduce: async () => ({ info, isAway: false }) as never },
      });
    },
    /** While the connector is away. */
    watchAlone: () =>
      watchClock({
        db,
        connector: { introduce: async () => ({ info: null, reachable: false, isAway: true }) },
      }),
    notice: () => noticeAlerts(db),
    /** Some minutes later everybody has been told. Answers the mails that were sent by it. */
    tell: async (interval = '6 minutes') => {
      const before = mails.length;
      await steps.pass(interval);
      await noticeAlerts(db);
      await send();
      return mails.slice(before);
    },
    /** Changes columns of the connection past the app. */
    set: (changes: Partial<DataSourceConnectionRow>, id = connection.id) =>
      db.updateTable('data_source_connections').set(changes).where('id', '=', id).execute(),
    row: () => rowOf(app, connection.id),
    settings: (user: TestUser, changes: Partial<AlertSettings>) =>
      user.api('PUT', ALERT_SETTINGS, { mail: true, kinds: EVERYTHING, quiet: null, ...changes }),
    alerts: () =>
      db
        .selectFrom('alerts')
        .selectAll()
        .where('organization_id', '=', owner.organizationId)
        .orderBy('happened_at')
        .execute(),
  };
  return steps;
}

/** Of a mail, without what keeps names apart from their surroundings. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? '').replace(/[\u2068\u2069]/g, '').split('\n');
}

let count = 0;

async function enable(
  app: TestApp,
  owner: TestUser,
  { type, settings }: { type: string; settings: Record<string, unknown> },
): Promise<DataSourceConnection> {
  const found = await owner.seeded(type);
  await app.database.kysely
    .updateTable('data_source_connections')
    .set({ enabled: true, settings: sql`${JSON.stringify(settings)}::jsonb` })
    .where('id', '=', found.id)
    .execute();
  return found;
}
