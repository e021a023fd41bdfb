import {
  deleteOrganization as deleteOrganizationRoute,
  renameOrganization as renameOrganizationRoute,
} from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/http/mount.ts';
import { deleteOrganization, type OrganizationDeps } from './delete-organization.ts';
import { renameOrganization } from './rename-organization.ts';

/** What its owners decide of an organization as a whole. */
export function registerOrganization(app: FastifyInstance, deps: OrganizationDeps): void {
  mount(
    app,
    renameOrganizationRoute,
  )(async ({ principal, body, request }) => {
    const asked = { principal, ip: request.ip };
    return { data: await renameOrganization(deps.db, asked, body.name) };
  });

  mount(
    app,
    deleteOrganizationRoute,
  )(async ({ principal, body, request }) => {
    await deleteOrganization(deps, { principal, ip: request.ip }, body);
    return { data: { id: body.id, deleted: true as const } };
  });
}
