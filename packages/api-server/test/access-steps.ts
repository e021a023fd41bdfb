import { randomUUID } from 'node:crypto';
import type { AccessStatusMessage, AccessSummary } from '@rita/contracts';
import { startDueAccessChecks } from '../src/features/runs/start-access-check.ts';
import { configured, type Reply, type TestApp, type TestUser } from './start-test-app.ts';
import { sweepUntil } from './sweep-until.ts';

/** What a connector says of itself that reads who may read what. */
export const ACCESS_CONNECTOR = {
  name: 'scripted',
  types: ['confluence', 'servicenow', 'sharepoint', 'websearch'],
  abilities: ['access_checks'],
  access_stale_limit_hours: 24,
};

export const SUMMARY: AccessSummary = {
  documents: { public: 1, members_of_source: 2, rule: 3, nobody: 4 },
  hidden: { refused: 4 },
  people: 5,
  groups: 6,
  findings: [],
  people_complete: true,
  documents_complete: true,
};

/** A connection that is enabled, of somebody whose connector reads permissions, with what a test does to it. */
export async function openAccess(app: TestApp, owner?: TestUser) {
  app.receiver.pages.set('/connector', ACCESS_CONNECTOR);
  const user = owner ?? (await app.signUp());
  const { id } = await user.seeded();
  await withoutFirstCheck(app, id, () => configured(app, user));
  const path = `/api/data-sources/${id}`;
  const row = () =>
    app.database.kysely
      .selectFrom('connection_access')
      .selectAll()
      .where('connection_id', '=', id)
      .executeTakeFirstOrThrow();
  return {
    user,
    id,
    path,
    /** The row as the database has it. */
    row,
    /** The same as everybody sees it. */
    seen: async () => (await user.api('GET', path)).body.data.access,
    check: async (by: TestUser = user) => by.api('POST', `${path}/check-access`),
    change: async (body: unknown, by: TestUser = user): Promise<Reply> =>
      by.api('PUT', `${path}/access`, body),
    say: sayer(app, { id, tenantId: user.organizationId }),
    entries: async (prefix = 'access.') => {
      const found = await app.database.kysely
        .selectFrom('audit_events')
        .select(['action', 'actor_type', 'details'])
        .where('object_id', '=', id)
        .orderBy('position')
        .execute();
      return found.filter(({ action }) => action.startsWith(prefix));
    },
    /** Moves moments of the row into the past, as if that much time had gone by. */
    age: async (column: 'next_check_at' | 'run_deadline_at', minutes = 1) => {
      const moment = new Date(Date.now() - minutes * 60_000);
      await app.database.kysely
        .updateTable('connection_access')
        .set({ [column]: moment })
        .where('connection_id', '=', id)
        .execute();
    },
  };
}

/** The reading that follows on being enabled would begin at some moment of the test. */
async function withoutFirstCheck(app: TestApp, id: string, enable: () => Promise<unknown>) {
  const set = (last_checked_at: Date | null) =>
    app.database.kysely
      .updateTable('connection_access')
      .set({ last_checked_at })
      .where('connection_id', '=', id)
      .execute();
  await set(new Date());
  await enable();
  await set(null);
}

export type OpenAccess = Awaited<ReturnType<typeof openAccess>>;

function sayer(app: TestApp, { id, tenantId }: { id: string; tenantId: string }) {
  let seq = 0;
  return async (
    runId: string | null,
    status: AccessStatusMessage['status'],
    more: Record<string, unknown> = {},
  ): Promise<string> => {
    seq += 1;
    const ids = { connection_id: id, tenant_id: tenantId, run_id: runId };
    const answer = await app.report({ type: 'access', ...ids, seq, status, ...more });
    return answer.body.data.outcome;
  };
}

/** Says that a sync has come to its end, as a connector that began it by itself may. */
export function syncCompleted(connection: { id: string; user: TestUser }, runId?: string) {
  return {
    type: 'sync',
    connection_id: connection.id,
    tenant_id: connection.user.organizationId,
    status: 'sync_completed',
    documents_processed: 10,
    ...(runId === undefined ? {} : { run_id: runId, seq: 9 }),
  };
}

export const someRun = () => randomUUID();

/** Starts the readings that are due, until those of these connections have begun. */
export async function startDueChecks(
  app: TestApp,
  ...those: Awaited<ReturnType<typeof openAccess>>[]
): Promise<void> {
  await sweepUntil(
    () => startDueAccessChecks(app.deps),
    async () => {
      const rows = await Promise.all(those.map(({ row }) => row()));
      return rows.every(({ status }) => status === 'checking');
    },
  );
}
