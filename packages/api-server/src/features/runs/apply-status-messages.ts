import { randomUUID } from 'node:crypto';
import type { DataSourceStatusMessage, StatusMessageOutcome } from '@rita/contracts';
import type { Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { CONNECTOR, withChanges, writeConnectionChanges } from './change-connections.ts';
import { lockConnections } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import {
  type RowChanges,
  RUN_COLUMNS,
  type RunAudit,
  type RunLimits,
  type RunRow,
} from './run-state.ts';
import type { WrittenColumn } from './update-connections.ts';

type Folded = {
  row: RunRow;
  /** What has to be written; nothing while no message was applied. */
  columns: Set<WrittenColumn>;
  audit: RunAudit[];
};

/**
 * Applies a batch of parsed messages in one transaction, in the order given within a connection.
 * Answers what became of each, in the same order. When it returns, everything is committed.
 */
export async function applyStatusMessages(
  deps: RunDeps,
  messages: readonly DataSourceStatusMessage[],
): Promise<StatusMessageOutcome[]> {
  const outcomes = await inTransaction(deps.db, (trx) => applyBatch(trx, messages, deps.limits));
  for (const [index, outcome] of outcomes.entries()) {
    deps.metrics.statusMessages.inc({ outcome });
    const message = messages[index];
    const fields = {
      outcome,
      connection_id: message?.connection_id,
      run_id: message?.run_id,
      seq: message?.seq,
      status: message?.status,
    };
    if (outcome === 'foreign') {
      deps.log.warn({ ...fields, security_event: 'foreign_tenant' }, 'status message refused');
    } else {
      deps.log.debug(fields, 'status message');
    }
  }
  return outcomes;
}

async function applyBatch(
  trx: Transaction<Tables>,
  messages: readonly DataSourceStatusMessage[],
  limits: RunLimits,
): Promise<StatusMessageOutcome[]> {
  const keys = messages.map((message) => ({
    id: message.connection_id,
    organization_id: message.tenant_id,
  }));
  const { rows, now } = await lockConnections(trx, keys, RUN_COLUMNS);
  const folded = new Map(rows.map((row) => [keyOf(row), newFold(row)]));
  const strangers = await findStrangers(
    trx,
    keys.filter((key) => !folded.has(keyOf(key))),
  );
  const outcomes = messages.map((message) => {
    const fold = folded.get(
      keyOf({ id: message.connection_id, organization_id: message.tenant_id }),
    );
    if (fold === undefined) return strangers(message);
    const result = applyStatusMessage(fold.row, message, { now, limits, newRunId: randomUUID() });
    if (result.outcome !== 'applied') return result.outcome;
    foldChanges(fold, result.changes, now);
    fold.audit.push(...result.audit);
    return result.outcome;
  });
  const changed = [...folded.values()].filter((fold) => fold.columns.size > 0);
  await writeConnectionChanges(
    trx,
    changed.map((fold) => ({ ...fold, actor: CONNECTOR })),
  );
  return outcomes;
}

function newFold(row: RunRow): Folded {
  return { row, columns: new Set(), audit: [] };
}

/** Folds changes into the row; only what they really change has to be written. */
function foldChanges(fold: Folded, changes: RowChanges, now: Date): void {
  const before: RowChanges = fold.row;
  for (const name of Object.keys(changes) as WrittenColumn[]) {
    if (!isSame(before[name], changes[name])) fold.columns.add(name);
  }
  fold.columns.add('version').add('updated_at');
  fold.row = withChanges(fold.row, changes, now);
}

/** A column that was not read differs from everything. */
function isSame(before: unknown, after: unknown): boolean {
  if (before instanceof Date && after instanceof Date) return before.getTime() === after.getTime();
  return before === after;
}

function keyOf(key: { id: string; organization_id: string }): string {
  return `${key.id.toLowerCase()} ${key.organization_id}`;
}

/** Tells apart what belongs to another tenant, what was deleted and what never was. */
async function findStrangers(
  trx: Transaction<Tables>,
  keys: { id: string; organization_id: string }[],
): Promise<(message: DataSourceStatusMessage) => StatusMessageOutcome> {
  if (keys.length === 0) return () => 'unknown';
  const ids = keys.map((key) => key.id.toLowerCase());
  const elsewhere = await trx
    .selectFrom('data_source_connections')
    .select('id')
    .where('id', 'in', ids)
    .execute();
  const deleted = await trx
    .selectFrom('audit_events')
    .select(['object_id as id', 'organization_id'])
    .where('action', '=', 'data_source.deleted')
    .where('object_id', 'in', ids)
    .where(
      'organization_id',
      'in',
      keys.map((key) => key.organization_id),
    )
    .execute();
  const foreign = new Set(elsewhere.map((row) => row.id));
  const gone = new Set(deleted.map(keyOf));
  return (message) => {
    if (foreign.has(message.connection_id.toLowerCase())) return 'foreign';
    const key = keyOf({ id: message.connection_id, organization_id: message.tenant_id });
    return gone.has(key) ? 'stale' : 'unknown';
  };
}
