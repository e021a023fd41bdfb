import { z } from 'zod';
import { defineRoute } from './route.ts';

export const ROLES = ['owner', 'admin', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Owners and admins write; every member reads. */
export function mayWrite(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}

export const currentSessionSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  role: z.enum(ROLES),
  /** The other organizations that the user may switch to. */
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })),
});
export type CurrentSession = z.output<typeof currentSessionSchema>;

export const getSession = defineRoute({
  id: 'getSession',
  method: 'GET',
  path: '/api/session',
  summary: 'Who is signed in, in which organization and with which role',
  access: 'member',
  success: { status: 200, schema: z.object({ data: currentSessionSchema }) },
  problems: [],
});

/** What the sign-in page needs to know before anybody is signed in. */
export const getSignInOptions = defineRoute({
  id: 'getSignInOptions',
  method: 'GET',
  path: '/api/sign-in-options',
  summary: 'The ways to sign in that this installation offers',
  access: 'public',
  success: {
    status: 200,
    schema: z.object({
      data: z.object({ email_password: z.literal(true), single_sign_on: z.boolean() }),
    }),
  },
  problems: [],
});
