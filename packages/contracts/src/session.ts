import { z } from 'zod';
import { defineRoute } from './route.ts';

/** From the highest to the lowest. */
export const ROLES = ['owner', 'admin', 'member'] as const;
export type Role = (typeof ROLES)[number];

/** Owners and admins write; every member reads. */
export function mayWrite(role: Role): boolean {
  return role === 'owner' || role === 'admin';
}

/**
 * Whether somebody with the role `own` may give the role `other`, take it away, and act on those who
 * have it or were invited to it: nobody acts on a role above their own, and members on none.
 */
export function mayActOn(own: Role, other: Role): boolean {
  return mayWrite(own) && ROLES.indexOf(own) <= ROLES.indexOf(other);
}

/** The roles that somebody with the role `own` may give, highest first. */
export function rolesToGive(own: Role): Role[] {
  return ROLES.filter((role) => mayActOn(own, role));
}

export const currentSessionSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
  organization: z.object({ id: z.string(), name: z.string() }),
  role: z.enum(ROLES),
  /** The other organizations that the user may switch to. */
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })),
  /** A trial: `listSampleSources` has sources to offer. */
  has_sample_sources: z.boolean().default(false),
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

/**
 * The same for our pages, where somebody who is not signed in is no fault: browsers log each refusal to
 * their console.
 */
export const getVisitor = defineRoute({
  id: 'getVisitor',
  method: 'GET',
  path: '/api/visitor',
  summary: 'Who looks at the pages: as `getSession`, or null for somebody who is not signed in',
  access: 'public',
  success: { status: 200, schema: z.object({ data: currentSessionSchema.nullable() }) },
  problems: [],
});

/** Who may make an account: anybody, whoever was invited, nobody. */
export const SIGN_UP_POLICIES = ['open', 'invited', 'closed'] as const;
export type SignUpPolicy = (typeof SIGN_UP_POLICIES)[number];

/** People of the sample sources to look through the eyes of: one may open much there, one little. */
export const SAMPLE_READERS = ['broad', 'narrow'] as const;
export type SampleReader = (typeof SAMPLE_READERS)[number];

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
      data: z.object({
        email_password: z.literal(true),
        single_sign_on: z.boolean(),
        sign_up: z.enum(SIGN_UP_POLICIES),
        /** True where mails reach their mailbox: signing up is confirmed by one, and answers nothing else. */
        delivers_mail: z.boolean(),
        /** A trial with sample sources, asked for from its own machine. */
        is_trial: z.boolean().default(false),
        /** Empty but in embedded mode with the sample sources, where nobody else can get at it. */
        sample_readers: z.array(z.object({ id: z.enum(SAMPLE_READERS), name: z.string() })),
      }),
    }),
  },
  problems: [],
});
