import type { PeopleSource, Person, PersonMatch } from '@rita/contracts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { requireReadsAccess } from '../connector/reads-access.ts';
import { listConnections } from '../data-sources/data-sources.store.ts';
import { type MemberAsPerson, readerOf } from './people.store.ts';

export type PeopleDeps = { db: Kysely<Tables>; connector: ConnectorClient };

/** As many as one question to the connector may name. */
const AT_ONCE = 200;

/**
 * How people are known at the sources of their organization.
 *
 * @throws ProblemError `documents_unavailable`, `access_not_supported`
 */
export async function matchPeople(
  { db, connector }: PeopleDeps,
  organizationId: string,
  people: readonly MemberAsPerson[],
): Promise<{ sources: PeopleSource[]; people: Person[] }> {
  await requireReadsAccess(connector);
  const sources = await listPeopleSources(db, organizationId);
  const known = new Set(sources.map((source) => source.connection_id));
  const matched: Person[] = [];
  for (let at = 0; at < people.length; at += AT_ONCE) {
    const batch = people.slice(at, at + AT_ONCE);
    const request = { tenant_id: organizationId, people: batch.map(readerOf) };
    const answer = await connector.matchPeople(request);
    if (answer === undefined) throw new ProblemError('documents_unavailable');
    const matches = new Map(answer.map((one) => [one.person_id, one.matches]));
    for (const { personId, addressState } of batch) {
      const own = ownMatches(matches.get(personId) ?? {}, known);
      matched.push({ person_id: personId, address_state: addressState, matches: own });
    }
  }
  return { sources, people: matched };
}

/** A connector that names connections of others must not be believed. */
function ownMatches(
  matches: Record<string, PersonMatch>,
  known: ReadonlySet<string>,
): Record<string, PersonMatch> {
  return Object.fromEntries(Object.entries(matches).filter(([id]) => known.has(id)));
}

/** Connections whose source knows people: all that are in use, but those whose reading found none. */
async function listPeopleSources(
  db: Kysely<Tables>,
  organizationId: string,
): Promise<PeopleSource[]> {
  const rows = await listConnections(db, organizationId);
  return rows
    .filter(({ enabled, access: { summary } }) => enabled && summary?.people !== 0)
    .map(({ id, name, type, access: { summary } }) => ({
      connection_id: id,
      name,
      type,
      is_read: summary !== null,
    }));
}
