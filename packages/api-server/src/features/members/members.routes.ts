import { getInvitation, listMembers, rolesToGive } from '@rita/contracts';
import type { FastifyInstance } from 'fastify';
import type { Kysely } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { mount } from '../../platform/http/mount.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { findOpenInvitation, listMembersOf, listOpenInvitationsOf } from './members.store.ts';

/** Members and invitations to read; changes go through `/api/auth/organization/*`. */
export function registerMembers(
  app: FastifyInstance,
  deps: {
    kysely: Kysely<Tables>;
    /** The link to hand over; null where mails are delivered. */
    linkToHandOver: (invitationId: string) => string | null;
  },
): void {
  mount(
    app,
    listMembers,
  )(async ({ principal }) => {
    const { organizationId, role } = principal;
    const members = await listMembersOf(deps.kysely, organizationId);
    // The id of an invitation is the key to it, so nobody sees one that grants more than they may.
    const visible = rolesToGive(role);
    const invitations = await listOpenInvitationsOf(deps.kysely, organizationId, visible);
    return {
      data: {
        members: members.map(({ created_at, ...member }) => ({
          ...member,
          joined_at: created_at.toISOString(),
        })),
        invitations: invitations.map((invitation) => ({
          ...invitation,
          expires_at: invitation.expires_at.toISOString(),
          link: deps.linkToHandOver(invitation.id),
        })),
      },
    };
  });

  mount(
    app,
    getInvitation,
  )(async ({ params }) => {
    const invitation = await findOpenInvitation(deps.kysely, params.id);
    if (invitation === undefined) throw new ProblemError('not_found');
    return { data: { ...invitation, expires_at: invitation.expires_at.toISOString() } };
  });
}
