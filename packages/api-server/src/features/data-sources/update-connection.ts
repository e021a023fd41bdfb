import { isDeepStrictEqual } from 'node:util';
import type { UpdateDataSourceRequest } from '@rita/contracts';
import type { Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { endMovedLink } from '../credential-links/end-links.ts';
import { requestFirstCheck } from '../runs/access-row.store.ts';
import { actorOf } from '../runs/actor.ts';
import { withChanges, writeConnectionChanges } from '../runs/change-connections.ts';
import { lockConnection } from '../runs/lock-connections.ts';
import { NOT_PAUSED, plannedSync } from '../runs/plan-sync.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { mergeSettings, type RowChanges } from '../runs/run-state.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import { parseSettingChanges } from './check-settings.ts';

export type ConnectionRequest = {
  principal: Principal;
  ip: string;
  connectionId: string;
  /** The version that the caller has seen, when it said so. */
  expectedVersion: number | undefined;
};

/**
 * Enabling asks for no verification by this app: a connector may hold credentials that it was
 * given by other means, and says so with the first sync if it does not.
 *
 * @throws ProblemError `not_found`, `version_conflict`, `unknown_setting`
 */
export async function updateConnection(
  deps: RunDeps,
  request: ConnectionRequest,
  body: UpdateDataSourceRequest,
): Promise<DataSourceConnectionRow> {
  const { principal, ip } = request;
  return inTransactionOf(deps.db, principal, async (trx) => {
    const { row, now } = await lockExpected(trx, request);
    const changes = changesOf(row, body);
    const fields = Object.keys(changes).filter((key) => key !== 'settings');
    const settings = changedKeys(row.settings, changes.settings ?? row.settings);
    if (fields.length === 0 && settings.length === 0) return row;
    const changed = withChanges(
      row,
      { ...changes, ...planAnew(row, changes, now), updated_by: principal.userId },
      now,
    );
    await writeConnectionChanges(trx, [
      {
        row: changed,
        audit: [{ action: 'data_source.updated', details: { fields, settings } }],
        actor: actorOf(principal, ip),
      },
    ]);
    if (settings.length > 0) await endMovedLink(trx, changed, actorOf(principal, ip));
    if (changes.enabled) await requestFirstCheck(trx, [row.id]);
    return changed;
  });
}

/** Only what differs from what is stored. */
function changesOf(row: DataSourceConnectionRow, body: UpdateDataSourceRequest): RowChanges {
  const { name, description, enabled, search_language } = body;
  const given = { name, description, enabled, search_language };
  const changes = Object.fromEntries(
    Object.entries(given).filter(
      ([key, value]) => value !== undefined && value !== row[key as keyof typeof given],
    ),
  ) as RowChanges;
  if (body.sync_schedule !== undefined && !isDeepStrictEqual(body.sync_schedule, row.sync_schedule))
    changes.sync_schedule = body.sync_schedule;
  if (body.settings === undefined) return changes;
  const settings = mergeSettings(row.settings, parseSettingChanges(row.type, body.settings));
  return isDeepStrictEqual(settings, row.settings) ? changes : { ...changes, settings };
}

/** A changed schedule counts from now. Without one there is nothing left to pause. */
function planAnew(row: DataSourceConnectionRow, changes: RowChanges, now: Date): RowChanges {
  if (changes.sync_schedule === undefined && changes.enabled === undefined) return {};
  const pause = changes.sync_schedule === null ? NOT_PAUSED : {};
  return { ...pause, next_sync_at: plannedSync({ ...row, ...changes, ...pause }, now) };
}

function changedKeys(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].filter((key) => !isDeepStrictEqual(before[key], after[key]));
}

/**
 * Locks the connection of a request as the caller has seen it.
 *
 * @throws ProblemError `not_found`, `version_conflict`
 */
export async function lockExpected(trx: Transaction<Tables>, request: ConnectionRequest) {
  const locked = await lockConnection(trx, request.principal.organizationId, request.connectionId);
  if (locked === undefined) throw new ProblemError('not_found');
  const { version } = locked.row;
  if (request.expectedVersion !== undefined && request.expectedVersion !== version) {
    throw new ProblemError('version_conflict', { version });
  }
  return locked;
}
