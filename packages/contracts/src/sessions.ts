import { z } from 'zod';
import { defineRoute } from './route.ts';

const time = z.iso.datetime({ offset: true });

/** One signed-in browser or program of the person who asks. */
export const sessionEntrySchema = z.object({
  id: z.string(),
  device: z.object({
    /** For example “Firefox”; null when it does not say. */
    browser: z.string().nullable(),
    /** For example “Windows”. */
    system: z.string().nullable(),
    kind: z.enum(['desktop', 'phone', 'tablet', 'unknown']),
  }),
  /** Where it signed in from, coarsely: a /24 of IPv4 or a /48 of IPv6. */
  network: z.string().nullable(),
  signed_in_at: time,
  last_seen_at: time,
  /** When it ends unless it is used before. */
  expires_at: time,
  /** The one that this very request was made with. */
  is_current: z.boolean(),
});
export type SessionEntry = z.output<typeof sessionEntrySchema>;

export const listSessions = defineRoute({
  id: 'listSessions',
  method: 'GET',
  path: '/api/sessions',
  summary: 'Where the person who asks is signed in',
  access: 'account',
  success: { status: 200, schema: z.object({ data: z.array(sessionEntrySchema) }) },
  problems: [],
});

const ended = z.object({ data: z.object({ ended: z.int() }) });

export const endSession = defineRoute({
  id: 'endSession',
  method: 'DELETE',
  path: '/api/sessions/:id',
  summary: 'Ends one session of the person who asks',
  access: 'account',
  params: z.object({ id: z.string().min(1).max(200) }),
  success: { status: 200, schema: ended },
  problems: ['not_found'],
});

export const endOtherSessions = defineRoute({
  id: 'endOtherSessions',
  method: 'DELETE',
  path: '/api/sessions',
  summary: 'Ends all sessions of the person who asks, except the one that asks',
  access: 'account',
  success: { status: 200, schema: ended },
  problems: [],
});
