import { listAuditEvents, mayWrite } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { listAuditEventsBefore } from './audit-pages.ts';
import { hideAddresses } from './hide-addresses.ts';

const CURSOR = /^\d{1,15}$/;

export function registerAudit(
  app: FastifyInstance,
  { db, secret }: { db: Kysely<Tables>; secret: string },
): void {
  mount(
    app,
    listAuditEvents,
  )(async ({ principal, query }) => {
    const { cursor, limit, object_id, action } = query;
    if (cursor !== undefined && !CURSOR.test(cursor)) {
      throw new ProblemError('validation_failed', {
        errors: [{ path: 'query.cursor', message: 'is not a cursor of ours' }],
      });
    }
    // Nobody finds out by asking for it which address was invited.
    const isAddress = object_id?.includes('@') ?? false;
    if (isAddress && !mayWrite(principal.role)) return { data: [], next_cursor: null };
    const before = cursor === undefined ? undefined : Number(cursor);
    const filter = { before, limit, objectId: object_id, action };
    const page = await listAuditEventsBefore(db, principal.organizationId, filter);
    return { ...page, data: page.data.map((event) => hideAddresses(event, principal, secret)) };
  });
}
