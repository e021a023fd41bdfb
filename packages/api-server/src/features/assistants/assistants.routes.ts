import { endAssistant as endAssistantRoute, listAssistants } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { resourceOf } from '../mcp/challenge.ts';
import { listAssistantsOf, toAssistant } from './assistants.store.ts';
import { endAssistant } from './end-assistant.ts';

/** Connected assistants: each person sees and ends their own, owners all of the organization's. */
export function registerAssistants(
  app: FastifyInstance,
  { db, publicUrl }: { db: Kysely<Tables>; publicUrl: string },
): void {
  mount(
    app,
    listAssistants,
  )(async ({ principal }) => {
    const { organizationId, memberId, role, userId } = principal;
    const rows = await listAssistantsOf(db, organizationId, role === 'owner' ? {} : { memberId });
    return { data: rows.map((row) => toAssistant(row, userId)), endpoint: resourceOf(publicUrl) };
  });

  mount(
    app,
    endAssistantRoute,
  )(async ({ principal, params, request }) => {
    await endAssistant(db, { principal, ip: request.ip }, params.id);
    return { data: { id: params.id } };
  });
}
