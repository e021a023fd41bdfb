import {
  createKey as createKeyRoute,
  listKeys,
  revokeKey as revokeKeyRoute,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { createKey, revokeKey } from './change-keys.ts';
import { listKeysOf, toKey } from './keys.store.ts';

/** Keys for programs: each person sees and ends their own, owners all of the organization's. */
export function registerKeys(app: FastifyInstance, { db }: { db: Kysely<Tables> }): void {
  mount(
    app,
    listKeys,
  )(async ({ principal }) => {
    const { organizationId, memberId, role, userId } = principal;
    const only = role === 'owner' ? {} : { memberId };
    const rows = await listKeysOf(db, organizationId, only);
    return { data: rows.map((row) => toKey(row, userId)) };
  });

  mount(
    app,
    createKeyRoute,
  )(async ({ principal, body, request, reply }) => {
    const key = await createKey(db, { principal, ip: request.ip }, body);
    reply.header('cache-control', 'no-store');
    return { data: key };
  });

  mount(
    app,
    revokeKeyRoute,
  )(async ({ principal, params, request }) => {
    await revokeKey(db, { principal, ip: request.ip }, params.id);
    return { data: { id: params.id } };
  });
}
