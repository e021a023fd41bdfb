import { z } from 'zod';
import { defineRoute } from './route.ts';

const moment = z.iso.datetime({ offset: true });

/** What came of the last delivery that failed. Never what the receiver said. */
export const DELIVERY_FAILURES = ['refused', 'gone', 'not_allowed', 'not_reached', 'late'] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];

/** Where a program of the organization is told that documents changed. Without its secret. */
export const changeWebhookSchema = z.object({
  url: z.string(),
  is_on: z.boolean(),
  /** Why it is off: somebody said so, or it failed for too long, or its receiver is gone for good. */
  off_reason: z.enum(['switched_off', 'failed', 'gone']).nullable(),
  created_at: moment,
  /** Of the last delivery that was taken. */
  delivered_at: moment.nullable(),
  /** Of the last one that was not, when nothing was taken since. */
  failure: z
    .object({
      reason: z.enum(DELIVERY_FAILURES),
      /** The status that the receiver answered with. */
      status: z.int().nullable(),
      /** How many there were in a row, and since when. */
      count: z.int(),
      since: moment,
      next_attempt_at: moment.nullable(),
    })
    .nullable(),
});
export type ChangeWebhook = z.output<typeof changeWebhookSchema>;

/** The secret that its deliveries are signed with is shown with this answer, and never again. */
const withSecret = changeWebhookSchema.extend({ secret: z.string() });

/** An address that programs have: https, without a password or a fragment. */
export const webhookAddressSchema = z
  .string()
  .trim()
  .max(2_000)
  .refine(isWebhookAddress, 'must be an https address');

function isWebhookAddress(text: string): boolean {
  const url = URL.parse(text);
  return (
    url?.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  );
}

export const getChangeWebhook = defineRoute({
  id: 'getChangeWebhook',
  method: 'GET',
  path: '/api/change-webhook',
  summary: 'Where a program is told that documents changed, and what became of the deliveries',
  access: 'admin',
  success: { status: 200, schema: z.object({ data: changeWebhookSchema.nullable() }) },
  problems: [],
});

export const createChangeWebhook = defineRoute({
  id: 'createChangeWebhook',
  method: 'POST',
  path: '/api/change-webhook',
  summary: 'Has a program told that documents changed; answers the secret of its signatures, once',
  access: 'admin',
  body: z.strictObject({ url: webhookAddressSchema }),
  success: { status: 201, schema: z.object({ data: withSecret }) },
  problems: ['webhook_exists'],
});

export const updateChangeWebhook = defineRoute({
  id: 'updateChangeWebhook',
  method: 'PUT',
  path: '/api/change-webhook',
  summary: 'Changes the address, or switches deliveries off and on',
  access: 'admin',
  body: z.strictObject({ url: webhookAddressSchema.optional(), is_on: z.boolean().optional() }),
  success: { status: 200, schema: z.object({ data: changeWebhookSchema }) },
  problems: ['not_found'],
});

export const rotateChangeWebhookSecret = defineRoute({
  id: 'rotateChangeWebhookSecret',
  method: 'POST',
  path: '/api/change-webhook/secret',
  summary: 'Makes a new secret; the old one signs beside it for 24 hours',
  access: 'admin',
  success: { status: 200, schema: z.object({ data: withSecret }) },
  problems: ['not_found'],
});

export const testChangeWebhook = defineRoute({
  id: 'testChangeWebhook',
  method: 'POST',
  path: '/api/change-webhook/test',
  summary: 'Sends a delivery now, and answers what came of it',
  access: 'admin',
  success: {
    status: 200,
    schema: z.object({
      data: z.object({
        is_taken: z.boolean(),
        reason: z.enum(DELIVERY_FAILURES).nullable(),
        status: z.int().nullable(),
      }),
    }),
  },
  problems: ['not_found', 'too_many_requests'],
});

export const deleteChangeWebhook = defineRoute({
  id: 'deleteChangeWebhook',
  method: 'DELETE',
  path: '/api/change-webhook',
  summary: 'Forgets the address and its secret',
  access: 'admin',
  success: { status: 200, schema: z.object({ data: z.object({ url: z.string() }) }) },
  problems: ['not_found'],
});

/**
 * App → program: what is posted, signed as Standard Webhooks 1.0 says. That something changed, and
 * where: what it is, each program asks for with its own cursor, as whoever it reads for.
 */
export const documentsChangedSchema = z.object({
  type: z.enum(['documents.changed', 'test']),
  timestamp: moment,
  data: z.object({ organization_id: z.string() }),
});
export type DocumentsChanged = z.output<typeof documentsChangedSchema>;
