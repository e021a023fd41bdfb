import { randomUUID } from 'node:crypto';
import type { DataSourceStatusMessage, StatusMessageOutcome } from '@rita/contracts';
import type { HandlerPlace } from '@rita/platform/queue/handling';
import type { Transaction } from 'kysely';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { type Proof, settleLinks } from '../credential-links/end-links.ts';
import { lockAccessRows, requestFirstCheck, updateAccessRow } from './access-row.store.ts';
import { CONNECTOR, writeWatchedChanges } from './change-connections.ts';
import { type Folded, foldMessage, newFold } from './fold-message.ts';
import { lockConnections } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import { RUN_COLUMNS, type RunRow } from './run-state.ts';

/** Among the batches of the queue, which are worked on beside each other. */
export type PlaceInLine = Pick<HandlerPlace, 'claim' | 'turn'>;

/**
 * Applies a batch of parsed messages in one transaction, in the order given within a connection.
 * Answers what became of each, in the same order. When it returns, everything is committed.
 */
export async function applyStatusMessages(
  deps: RunDeps,
  messages: readonly DataSourceStatusMessage[],
  place?: PlaceInLine,
): Promise<StatusMessageOutcome[]> {
  const outcomes = await applyInTransaction(deps, messages, place);
  tell(deps, messages, outcomes);
  return outcomes;
}

function tell(
  { metrics, log }: RunDeps,
  messages: readonly DataSourceStatusMessage[],
  outcomes: readonly StatusMessageOutcome[],
): void {
  const counts = new Map<StatusMessageOutcome, number>();
  for (const [index, outcome] of outcomes.entries()) {
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    const message = messages[index];
    const fields = {
      outcome,
      connection_id: message?.connection_id,
      run_id: message?.run_id,
      seq: message?.seq,
      status: message?.status,
    };
    if (outcome === 'foreign') {
      log.warn({ ...fields, security_event: 'foreign_tenant' }, 'status message refused');
    } else {
      log.debug(fields, 'status message');
    }
  }
  for (const [outcome, count] of counts) metrics.statusMessages.inc({ outcome }, count);
}

function applyInTransaction(
  { db, limits, watchers }: RunDeps,
  messages: readonly DataSourceStatusMessage[],
  place: PlaceInLine | undefined,
): Promise<StatusMessageOutcome[]> {
  let mayRepeat = true;
  const onLocked = () => {
    if (place === undefined) return;
    // Repeated, it would come after the batch that begins by its leave.
    mayRepeat = false;
    place.claim();
  };
  const work = async (trx: Transaction<Tables>) => {
    const outcomes = await applyBatch(trx, messages, { limits, watchers, onLocked });
    await place?.turn;
    return outcomes;
  };
  return inTransaction(db, work, { mayRepeat: () => mayRepeat });
}

async function applyBatch(
  trx: Transaction<Tables>,
  messages: readonly DataSourceStatusMessage[],
  { limits, watchers, onLocked }: Pick<RunDeps, 'limits' | 'watchers'> & { onLocked: () => void },
): Promise<StatusMessageOutcome[]> {
  const keys = messages.map((message) => ({
    id: message.connection_id,
    organization_id: message.tenant_id,
  }));
  const { rows, now } = await lockConnections(trx, keys, RUN_COLUMNS);
  onLocked();
  const firstSynced = rows.filter((row) => row.last_sync_at === null).map((row) => row.id);
  const readings = await lockReadings(trx, messages, rows);
  const folds = new Map(rows.map((row) => [row.id, newFold(row, readings.get(row.id))]));
  const found = keys.map((key) => {
    const fold = folds.get(key.id.toLowerCase());
    // Another message of the batch may have named the row by its own tenant.
    return fold?.row.organization_id === key.organization_id ? fold : undefined;
  });
  const strangers = await findStrangers(
    trx,
    keys.filter((_, at) => found[at] === undefined),
  );
  const context = { now, limits, newRunId: randomUUID };
  const outcomes = messages.map((message, at) => {
    const fold = found[at];
    return fold === undefined ? strangers(message) : foldMessage(fold, message, context);
  });
  const changed = [...folds.values()].filter((fold) => !fold.columns.isEmpty());
  for (const { reading } of changed) {
    if (reading) await updateAccessRow(trx, reading.row, reading.changes);
  }
  await requestFirstCheck(trx, listSynced(messages, outcomes), { firstSynced });
  await writeWatchedChanges(
    trx,
    changed.map(({ row, columns, audit }) => ({ row, columns, audit, actor: CONNECTOR })),
    watchers,
  );
  await settleLinks(trx, changed.flatMap(proofsOf));
  return outcomes;
}

/** Verifications that have just succeeded. */
function proofsOf({ row, audit }: Folded): Proof[] {
  return audit
    .filter(({ action }) => action === 'verification.succeeded')
    .map(({ details }) => ({ row, runId: details.run_id }));
}

function keyOf(key: { id: string; organization_id: string }): string {
  return `${key.id.toLowerCase()} ${key.organization_id}`;
}

/** The rows of the readings that messages tell of. */
async function lockReadings(
  trx: Transaction<Tables>,
  messages: readonly DataSourceStatusMessage[],
  rows: readonly RunRow[],
): Promise<Map<string, ConnectionAccessRow>> {
  const told = messages.filter((message) => message.type === 'access');
  const ids = new Set(told.map((message) => message.connection_id.toLowerCase()));
  const own = rows.filter((row) => ids.has(row.id)).map((row) => row.id);
  const found = await lockAccessRows(trx, own);
  return new Map(found.map((row) => [row.connection_id, row]));
}

/** Connections of which a sync has just come to its end. */
function listSynced(
  messages: readonly DataSourceStatusMessage[],
  outcomes: readonly StatusMessageOutcome[],
): string[] {
  return messages
    .filter((message, at) => outcomes[at] === 'applied' && message.status === 'sync_completed')
    .map((message) => message.connection_id.toLowerCase());
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
