import { listAuditActors, listAuditEvents, mayWrite } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { listActors } from './audit-actors.ts';
import { positionOf } from './audit-cursor.ts';
import { listAuditEventsBefore } from './audit-pages.ts';
import { hideActorAddress, hideAddresses } from './hide-addresses.ts';

export function registerAudit(
  app: FastifyInstance,
  { db, secret }: { db: Kysely<Tables>; secret: string },
): void {
  mount(
    app,
    listAuditEvents,
  )(async ({ principal, query }) => {
    const { cursor, limit, ...filter } = query;
    const before = positionOf(cursor);
    // Nobody finds out by asking for it which address was invited.
    const isAddress = filter.object_id?.includes('@') ?? false;
    if (isAddress && !mayWrite(principal.role)) return { data: [], next_cursor: null };
    const asked = { before, limit, filter };
    const page = await listAuditEventsBefore(db, principal.organizationId, asked);
    return { ...page, data: page.data.map((event) => hideAddresses(event, principal, secret)) };
  });

  mount(
    app,
    listAuditActors,
  )(async ({ principal }) => {
    const actors = await listActors(db, principal.organizationId);
    return { data: actors.map((actor) => hideActorAddress(actor, principal)) };
  });
}
