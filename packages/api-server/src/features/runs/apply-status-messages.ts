import { randomUUID } from 'node:crypto';
import type { DataSourceStatusMessage, StatusMessageOutcome } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { CONNECTOR, WRITTEN, withChanges, writeConnectionChanges } from './change-connections.ts';
import { lockConnections } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunAudit, RunLimits } from './run-state.ts';

type Folded = {
  row: DataSourceConnectionRow;
  columns: Set<string>;
  audit: RunAudit[];
  isChanged: boolean;
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
  const { rows, now } = await lockConnections(trx, keys, READ);
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
    fold.row = withChanges(fold.row, result.changes, now);
    fold.audit.push(...result.audit);
    for (const name of Object.keys(result.changes)) fold.columns.add(name);
    fold.isChanged = true;
    return result.outcome;
  });
  const changed = [...folded.values()].filter((fold) => fold.isChanged);
  await writeConnectionChanges(
    trx,
    changed.map((fold) => ({ ...fold, actor: CONNECTOR })),
  );
  return outcomes;
}

/**
 * Options are large and no rule looks at them; a row read without them is written back without
 * them, for only the columns that a message changes are written.
 */
const READ = sql.join([
  ...['id', 'organization_id', 'type', 'created_by', 'created_at'].map(refOfStored),
  ...WRITTEN.filter((name) => name !== 'latest_options').map(refOfStored),
  sql`null::jsonb as latest_options`,
]);

function refOfStored(name: string) {
  return sql.ref(`stored.${name}`);
}

function newFold(row: DataSourceConnectionRow): Folded {
  return { row, columns: new Set(), audit: [], isChanged: false };
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
