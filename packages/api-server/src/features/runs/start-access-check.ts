import { randomUUID } from 'node:crypto';
import type { CheckAccessWebhookPayload } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { readsAccess } from '../connector/reads-access.ts';
import { listProvedPeople } from '../people/people.store.ts';
import { lockAccessRows } from './access-row.store.ts';
import { type AccessChanges, beginAccessRun } from './access-run.ts';
import { isAccessRunExpired } from './access-run-look.ts';
import { actorOf } from './actor.ts';
import { inTransactionOn } from './as-writer-on.ts';
import { webhookBase } from './cancel-run.ts';
import { SYSTEM } from './change-connections.ts';
import { deliverAccessCheck } from './deliver-access-check.ts';
import { IS_CHECK_DUE } from './due.ts';
import { databaseNow } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunLimits } from './run-state.ts';
import { type BegunBatch, startInBatches } from './start-in-batches.ts';
import { type LockedAccess, writeAccess } from './write-access.ts';

/** Who asks when nobody does. */
const SCHEDULE = { userId: 'system', userEmail: '' };
/** What one transaction starts, longest due first. */
const BATCH = 50;

/** A connector that does not say that it reads permissions is never asked to. */
export type AccessCheckDeps = RunDeps & { connector: Pick<ConnectorClient, 'introduce'> };

/**
 * @throws ProblemError `not_found`, `not_configured`, `run_in_progress`, `access_not_supported`,
 *   `connector_unreachable`
 */
export async function startAccessCheck(
  deps: AccessCheckDeps,
  asked: { principal: Principal; ip: string; connectionId: string },
): Promise<{ runId: string }> {
  const { principal, ip, connectionId } = asked;
  const reads = await readsAccess(deps.connector);
  const payload = await inTransactionOn(deps.db, asked, async (trx, locked) => {
    const [access] = await lockAccessRows(trx, [connectionId]);
    if (access === undefined || !locked.row.enabled) throw new ProblemError('not_configured');
    if (reads === 'no') throw new ProblemError('access_not_supported');
    if (reads === 'away') throw new ProblemError('connector_unreachable');
    const isTaken = access.run_id !== null && !isAccessRunExpired(access, locked.now);
    if (isTaken) throw new ProblemError('run_in_progress', { run_id: access.run_id ?? '' });
    const plan = planCheck({ ...locked, access }, principal, deps.limits);
    const audit = [{ action: 'access.started' as const, details: { run_id: plan.payload.run_id } }];
    const actor = actorOf(principal, ip);
    const changes = { ...plan.changes, run_asked_for: true };
    await writeAccess(trx, { ...locked, access }, { changes, audit, actor });
    return plan.payload;
  });
  deps.background.start('deliver run', () => deliver(deps, payload));
  return { runId: payload.run_id };
}

/**
 * Starts the readings that are due by the database's clock; answers how many. Replicas share them
 * by SKIP LOCKED. A sync under way stands in nobody's way. They stay due for as long as the
 * connector is away.
 */
export async function startDueAccessChecks(deps: AccessCheckDeps): Promise<number> {
  return startInBatches(deps.background, () => beginBatch(deps));
}

async function beginBatch(deps: AccessCheckDeps): Promise<BegunBatch> {
  const isReady = (await isAnyDue(deps)) && (await readsAccess(deps.connector)) === 'yes';
  if (!isReady) return { deliveries: [], isFull: false };
  const payloads = await inTransaction(deps.db, (trx) => beginDue(trx, deps.limits));
  const deliveries = payloads.map((payload) => () => deliver(deps, payload));
  return { deliveries, isFull: deliveries.length === BATCH };
}

async function isAnyDue({ db }: AccessCheckDeps): Promise<boolean> {
  const { rows } = await sql`
    select from connection_access access
    join data_source_connections connection on connection.id = access.connection_id
    where ${IS_CHECK_DUE} limit 1`.execute(db);
  return rows.length > 0;
}

async function beginDue(
  trx: Transaction<Tables>,
  limits: RunLimits,
): Promise<CheckAccessWebhookPayload[]> {
  const due = await sql<{ connection_id: string }>`
    select access.connection_id from connection_access access
    join data_source_connections connection on connection.id = access.connection_id
    where ${IS_CHECK_DUE}
    order by access.next_check_at limit ${BATCH} for update of access, connection skip locked`.execute(
    trx,
  );
  const ids = due.rows.map((row) => row.connection_id);
  if (ids.length === 0) return [];
  const now = await databaseNow(trx);
  const rows = await trx
    .selectFrom('data_source_connections')
    .selectAll()
    .where('id', 'in', ids)
    .execute();
  const accesses = await lockAccessRows(trx, ids);
  const payloads: CheckAccessWebhookPayload[] = [];
  for (const access of accesses) {
    const row = rows.find((one) => one.id === access.connection_id);
    if (row === undefined) continue;
    const plan = planCheck({ row, access, now }, SCHEDULE, limits);
    await writeAccess(
      trx,
      { row, access, now },
      { changes: plan.changes, audit: [], actor: SYSTEM },
    );
    payloads.push(plan.payload);
  }
  return payloads;
}

function planCheck(
  { row, now }: LockedAccess,
  by: Pick<Principal, 'userId' | 'userEmail'>,
  limits: RunLimits,
): { changes: AccessChanges; payload: CheckAccessWebhookPayload } {
  const runId = randomUUID();
  const base = webhookBase(row, by, now);
  const { settings } = row;
  return {
    changes: beginAccessRun(runId, { now, limits }),
    payload: { ...base, action: 'check_access', run_id: runId, settings, people: [] },
  };
}

/** Who the people are is read when the webhook is sent: it is nothing that a row should wait for. */
async function deliver(deps: RunDeps, payload: CheckAccessWebhookPayload): Promise<void> {
  const people = await listProvedPeople(deps.db, payload.tenant_id);
  await deliverAccessCheck(deps, { ...payload, people });
}
