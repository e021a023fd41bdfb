import { assignAccount, findSourceAccounts, getOwnMatches, listPeople } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { requireReadsAccess } from '../connector/reads-access.ts';
import { findConnection } from '../data-sources/data-sources.store.ts';
import { assignAccountTo } from './assign-account.ts';
import { matchPeople, type PeopleDeps } from './match-people.ts';
import { listMembersAsPeople } from './people.store.ts';

/** Who is who at the sources. The connector knows their people, the app knows its members. */
export function registerPeople(app: FastifyInstance, deps: PeopleDeps): void {
  const { db, connector } = deps;

  mount(
    app,
    listPeople,
  )(async ({ principal: { organizationId } }) => {
    const members = await listMembersAsPeople(db, organizationId);
    return { data: await matchPeople(deps, organizationId, members) };
  });

  mount(
    app,
    getOwnMatches,
  )(async ({ principal: { organizationId, memberId: personId } }) => {
    const members = await listMembersAsPeople(db, organizationId, { personId });
    const { sources, people } = await matchPeople(deps, organizationId, members);
    const [own] = people;
    if (own === undefined) throw new ProblemError('unauthenticated');
    return { data: { sources, address_state: own.address_state, matches: own.matches } };
  });

  mount(
    app,
    findSourceAccounts,
  )(async ({ principal: { organizationId }, params, query }) => {
    const row = await findConnection(db, organizationId, params.id);
    if (row === undefined) throw new ProblemError('not_found');
    await requireReadsAccess(connector);
    const place = { tenant_id: organizationId, connection_id: row.id };
    const accounts = await connector.findAccounts({ ...place, query: query.query });
    if (accounts === undefined) throw new ProblemError('documents_unavailable');
    return { data: accounts };
  });

  mount(
    app,
    assignAccount,
  )(async ({ principal, params, body, request }) => {
    const asked = { principal, ip: request.ip, connectionId: params.id };
    const { organizationId } = principal;
    const member = await assignAccountTo(deps, asked, { ...body, personId: params.person_id });
    const { people } = await matchPeople(deps, organizationId, [member]);
    const [person] = people;
    if (person === undefined) throw new ProblemError('not_found');
    return { data: person };
  });
}
