import { z } from 'zod';
import { defineRoute } from './route.ts';
import { ROLES } from './session.ts';

export const memberSchema = z.object({
  id: z.string(),
  user_id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  joined_at: z.iso.datetime({ offset: true }),
});
export type Member = z.output<typeof memberSchema>;

export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  invited_by: z.string(),
  /** Role that the person who invited has now: nobody with a lower one may cancel it. */
  invited_by_role: z.enum(ROLES),
  expires_at: z.iso.datetime({ offset: true }),
  /** Only for owners and admins, and only where no mail can be sent: the link to hand over. */
  link: z.string().nullable(),
});
export type Invitation = z.output<typeof invitationSchema>;

export const listMembers = defineRoute({
  id: 'listMembers',
  method: 'GET',
  path: '/api/members',
  summary: 'The members of the organization and its open invitations',
  access: 'member',
  success: {
    status: 200,
    schema: z.object({
      data: z.object({ members: z.array(memberSchema), invitations: z.array(invitationSchema) }),
    }),
  },
  problems: [],
});

/** What somebody who follows an invitation link may know before signing in. */
export const getInvitation = defineRoute({
  id: 'getInvitation',
  method: 'GET',
  path: '/api/invitations/:id',
  summary: 'The invitation behind a link: organization, address and role',
  access: 'public',
  params: z.object({ id: z.string().min(1).max(200) }),
  success: {
    status: 200,
    schema: z.object({
      data: z.object({
        organization_name: z.string(),
        email: z.string(),
        role: z.enum(ROLES),
        expires_at: z.iso.datetime({ offset: true }),
      }),
    }),
  },
  problems: ['not_found'],
});
