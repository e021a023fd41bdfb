import { isDeepStrictEqual } from 'node:util';
import type { ConnectionAccess, UpdateDataSourceRequest } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { hasOpenLink } from '../credential-links/credential-links.store.ts';
import { endMovedLink } from '../credential-links/end-links.ts';
import { requestFirstCheck } from '../runs/access-row.store.ts';
import { actorOf } from '../runs/actor.ts';
import { inTransactionOn } from '../runs/as-writer-on.ts';
import { changeOf, writeConnectionChanges } from '../runs/change-connections.ts';
import { NOT_PAUSED, plannedSync } from '../runs/plan-sync.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { mergeSettings, type RowChanges } from '../runs/run-state.ts';
import { parseSettingChanges, requireMayOpen } from './check-settings.ts';
import { accessOf, findConnection, type SeenConnection } from './data-sources.store.ts';
import { requireMayLead } from './require-may-lead.ts';

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
 * @throws ProblemError `not_found`, `version_conflict`, `unknown_setting`, `owner_required`
 */
export async function updateConnection(
  deps: RunDeps,
  request: ConnectionRequest,
  body: UpdateDataSourceRequest,
): Promise<SeenConnection> {
  return inTransactionOn(deps.db, request, async (trx, { row, now, role }) => {
    requireExpected(row, request);
    const changes = changesOf(row, body);
    requireMayOpen(role, row, changes.settings ?? row.settings);
    if (changes.settings) await requireMayLead(trx, { row, role }, changes.settings);
    const fields = Object.keys(changes).filter((key) => key !== 'settings');
    const settings = changedKeys(row.settings, changes.settings ?? row.settings);
    if (fields.length === 0 && settings.length === 0) return requireSeen(trx, row);
    const planned = { ...changes, ...planAnew(row, changes, now) };
    const changed = changeOf(row, { ...planned, updated_by: request.principal.userId }, now);
    const actor = actorOf(request.principal, request.ip);
    const audit = [{ action: 'data_source.updated' as const, details: { fields, settings } }];
    const found = await writeConnectionChanges(trx, [{ ...changed, audit, actor }], besides(row));
    if (settings.length > 0 && found?.has_link) await endMovedLink(trx, changed.row, actor);
    if (changes.enabled) await requestFirstCheck(trx, [row.id]);
    const isAccessKnown = found !== undefined && !changes.enabled;
    return isAccessKnown ? { ...changed.row, access: found.access } : requireSeen(trx, row);
  });
}

/** What else has to be known of a connection that is written: asked with the change, which costs no wait. */
function besides({ id, organization_id }: Key) {
  return sql<{ has_link: boolean; access: ConnectionAccess }>`,
    ${hasOpenLink(organization_id, id)} as has_link, ${accessOf(sql`${id}::uuid`)} as access`;
}

async function requireSeen(trx: Transaction<Tables>, { id, organization_id }: Key) {
  const seen = await findConnection(trx, organization_id, id);
  if (seen === undefined) throw new ProblemError('not_found');
  return seen;
}

type Key = Pick<DataSourceConnectionRow, 'id' | 'organization_id'>;

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

/** @throws ProblemError `version_conflict` when the caller has seen another version */
export function requireExpected(
  { version }: Pick<DataSourceConnectionRow, 'version'>,
  { expectedVersion }: Pick<ConnectionRequest, 'expectedVersion'>,
): void {
  if (expectedVersion !== undefined && expectedVersion !== version) {
    throw new ProblemError('version_conflict', { version });
  }
}
