import { listAuditEvents } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { listAuditEventsBefore } from './audit-pages.ts';

const CURSOR = /^\d{1,15}$/;

export function registerAudit(app: FastifyInstance, { db }: { db: Kysely<Tables> }): void {
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
    const before = cursor === undefined ? undefined : Number(cursor);
    const filter = { before, limit, objectId: object_id, action };
    return listAuditEventsBefore(db, principal.organizationId, filter);
  });
}
