import { CATALOGUE, DEFAULT_DATA_SOURCES, opensMore, type SeedResult } from '@rita/contracts';
import type { Kysely, Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { insertAuditEventsOfMany } from '../audit/audit.store.ts';
import { actorOf } from '../runs/actor.ts';
import { announceConnections } from '../runs/announce.ts';
import { auditEventsOf } from '../runs/change-connections.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import { insertMissingConnections, type NewConnection } from './data-sources.store.ts';

type Creator = { principal: Principal; ip: string };

/**
 * Creates those that the organization does not have yet, with audit and announcement. Safe in parallel.
 *
 * @throws ProblemError `owner_required` where their settings let people find more than the sources say
 */
export async function createConnections(
  db: Kysely<Tables>,
  { principal, ip }: Creator,
  connections: readonly Omit<NewConnection, 'createdBy'>[],
): Promise<DataSourceConnectionRow[]> {
  const actor = actorOf(principal, ip);
  const wanted = connections.map((one) => ({ ...one, createdBy: principal.userId }));
  const areOpened = wanted.some(({ type, settings }) => opensMore(type, {}, settings));
  const mayDecide = areOpened ? { role: 'owner' as const } : {};
  const work = async (trx: Transaction<Tables>) => {
    const created = await insertMissingConnections(trx, principal.organizationId, wanted);
    const audit = created.flatMap((row) =>
      auditEventsOf({
        row,
        actor,
        audit: [
          {
            action: 'data_source.created',
            details: { type: row.type, settings: Object.keys(row.settings) },
          },
        ],
      }),
    );
    if (created.length > 0) {
      await insertAuditEventsOfMany(trx, audit);
      await announceConnections(trx, created);
    }
    return created;
  };
  return inTransactionOf(db, principal, work, mayDecide);
}

/** Creates the missing ones of the default connections. */
export async function seedConnections(db: Kysely<Tables>, creator: Creator): Promise<SeedResult> {
  const defaults = DEFAULT_DATA_SOURCES.map((one) => ({ ...one, settings: {} }));
  const { length: created } = await createConnections(db, creator, defaults);
  const existing = defaults.length - created;
  const message =
    created === 0 ? 'All data sources were there already' : `Created ${created} data sources`;
  return { success: true, created, existing, message };
}

/** Name and description of a type, for a connection that was given none. */
export function defaultsOf(type: keyof typeof CATALOGUE): { name: string; description: string } {
  return { name: CATALOGUE[type].name, description: CATALOGUE[type].description };
}
