import type { AccessExplanation, ExplainRequest } from '@rita/contracts';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { listMembersAsPeople, readerOf } from '../people/people.store.ts';
import { readingOf } from './reading.ts';

/**
 * Says who may read a document, and why. Without a person: about one that whoever asks may read.
 * With one, owners only: whether that member may read any document of the organization, layer by layer.
 *
 * @throws ProblemError `not_found`, `owner_required`, `access_not_supported`, `documents_unavailable`
 */
export async function explainAccess(
  deps: { db: Kysely<Tables>; connector: ConnectorClient },
  principal: Principal,
  asked: { documentId: string; personId: string | undefined; signal: AbortSignal },
): Promise<AccessExplanation> {
  const { organizationId, role } = principal;
  if (asked.personId !== undefined && role !== 'owner') throw new ProblemError('owner_required');
  const about = await findPerson(deps, organizationId, asked.personId);
  const { reading, isTrimmed } = await readingOf(deps, principal);
  if (!isTrimmed) throw new ProblemError('access_not_supported');
  const request: ExplainRequest = {
    ...reading,
    tenant_id: organizationId,
    document_id: asked.documentId,
    ...(about === undefined ? {} : { about }),
  };
  const explained = await deps.connector.explainAccess(request, asked.signal);
  if (explained === undefined) throw new ProblemError('documents_unavailable');
  if (explained === null) throw new ProblemError('not_found');
  return explained;
}

async function findPerson(
  { db }: { db: Kysely<Tables> },
  organizationId: string,
  personId: string | undefined,
) {
  if (personId === undefined) return undefined;
  const [member] = await listMembersAsPeople(db, organizationId, { personId });
  if (member === undefined) throw new ProblemError('not_found');
  return readerOf(member);
}
