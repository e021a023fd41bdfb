import { randomBytes } from 'node:crypto';
import { addDomain, checkDomain, listDomains, removeDomain } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import { mount } from '../../platform/http/mount.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { actorOf } from '../runs/actor.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import { countAttempt, limitKey } from '../session/rate-limits.ts';
import { auditDomain, checkRecord, type DomainDeps } from './check-domain.ts';
import {
  type DomainRow,
  deleteDomain,
  findDomain,
  insertDomain,
  listDomainsOf,
  toDomain,
} from './domains.store.ts';

const MOST_DOMAINS = 50;
/** Of one organization in a minute: each look-up is a question to name servers of others. */
const CHECKS_PER_MINUTE = 10;
const AS_OWNER = { role: 'owner' } as const;

/** Domains that an organization proves to be its own; what follows from it stands in `address-state`. */
export function registerDomains(app: FastifyInstance, deps: DomainDeps): void {
  const { db } = deps;

  mount(
    app,
    listDomains,
  )(async ({ principal }) => ({
    data: (await listDomainsOf(db, principal.organizationId)).map(toDomain),
  }));

  mount(
    app,
    addDomain,
  )(async ({ principal, body, request }) => {
    return { data: toDomain(await add(deps, principal, { ...body, ip: request.ip })) };
  });

  mount(
    app,
    checkDomain,
  )(async ({ principal, params, request }) => {
    const { organizationId } = principal;
    const row = await findDomain(db, organizationId, params.id);
    if (row === undefined) throw new ProblemError('not_found');
    await countAttempt(db, limitKey('domain', organizationId), CHECKS_PER_MINUTE);
    await checkRecord(deps, row, actorOf(principal, request.ip));
    const checked = await findDomain(db, organizationId, params.id);
    if (checked === undefined) throw new ProblemError('not_found');
    return { data: toDomain(checked) };
  });

  mount(
    app,
    removeDomain,
  )(async ({ principal, params, request }) => {
    const actor = actorOf(principal, request.ip);
    await inTransactionOf(
      db,
      principal,
      async (trx) => {
        const row = await deleteDomain(trx, principal.organizationId, params.id);
        if (row === undefined) throw new ProblemError('not_found');
        await auditDomain(trx, { row, action: 'domain.removed', actor });
      },
      AS_OWNER,
    );
    return { data: { id: params.id } };
  });
}

async function add(
  { db }: DomainDeps,
  principal: Principal,
  { domain, ip }: { domain: string; ip: string },
): Promise<DomainRow> {
  const { organizationId, userId: created_by } = principal;
  return inTransactionOf(
    db,
    principal,
    async (trx) => {
      // One after the other, or two at once could both be the last that fits.
      await sql`select from organizations where id = ${organizationId} for update`.execute(trx);
      const known = await listDomainsOf(trx, organizationId);
      if (known.some((one) => one.domain === domain)) throw new ProblemError('domain_exists');
      if (known.length >= MOST_DOMAINS) throw new ProblemError('too_many_domains');
      const token = randomBytes(24).toString('base64url');
      const row = await insertDomain(trx, organizationId, { domain, token, created_by });
      if (row === undefined) throw new ProblemError('domain_exists');
      const actor = actorOf(principal, ip);
      await auditDomain(trx, { row, action: 'domain.added', actor });
      return row;
    },
    AS_OWNER,
  );
}
