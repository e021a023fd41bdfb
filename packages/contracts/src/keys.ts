import { z } from 'zod';
import { defineRoute } from './route.ts';
import { scopeSchema } from './scopes.ts';
import { userText } from './text.ts';

const moment = z.iso.datetime({ offset: true });

/** Whose eyes a key reads with: those of the person who made it, or of nobody in particular. */
export const KEY_KINDS = ['personal', 'organization'] as const;
export const KEY_DAYS = { min: 1, max: 366, default: 90 } as const;
const MOST_CONNECTIONS = 100;

/** A key for programs, without the key itself. */
export const keySchema = z.object({
  id: z.uuid(),
  kind: z.enum(KEY_KINDS),
  name: z.string(),
  /** How the key begins and ends, to know it again. */
  hint: z.string(),
  scopes: z.array(scopeSchema),
  /** Of an organization's key: connections that it reads as a whole, whoever may read them at the source. */
  connections: z.array(z.uuid()),
  /** Whose key it is, or who made it for the organization; null when they are no member any more. */
  owner_name: z.string().nullable(),
  is_own: z.boolean(),
  created_at: moment,
  expires_at: moment,
  last_used_at: moment.nullable(),
});
export type Key = z.output<typeof keySchema>;

export const createKeyRequestSchema = z.strictObject({
  kind: z.enum(KEY_KINDS),
  name: userText({ min: 1, max: 100 }),
  scopes: z.array(scopeSchema).min(1).max(scopeSchema.options.length),
  expires_in_days: z.int().min(KEY_DAYS.min).max(KEY_DAYS.max).default(KEY_DAYS.default),
  /** Only for an organization's key; without any it finds what is public at the sources. */
  connections: z.array(z.uuid()).max(MOST_CONNECTIONS).default([]),
});
export type CreateKeyRequest = z.output<typeof createKeyRequestSchema>;

export const listKeys = defineRoute({
  id: 'listKeys',
  method: 'GET',
  path: '/api/keys',
  summary: 'The keys for programs of the person who asks; for owners all of the organization',
  access: 'account',
  success: { status: 200, schema: z.object({ data: z.array(keySchema) }) },
  problems: [],
});

export const createKey = defineRoute({
  id: 'createKey',
  method: 'POST',
  path: '/api/keys',
  summary: 'Makes a key for a program; the answer shows it, and nothing does ever again',
  access: 'account',
  body: createKeyRequestSchema,
  success: { status: 201, schema: z.object({ data: keySchema.extend({ key: z.string() }) }) },
  problems: ['forbidden', 'owner_required', 'too_many_keys', 'not_found'],
});

export const revokeKey = defineRoute({
  id: 'revokeKey',
  method: 'DELETE',
  path: '/api/keys/:id',
  summary: 'Ends a key at once: one’s own, and for owners any of the organization',
  access: 'account',
  params: z.object({ id: z.uuid() }),
  success: { status: 200, schema: z.object({ data: z.object({ id: z.uuid() }) }) },
  problems: ['not_found'],
});
