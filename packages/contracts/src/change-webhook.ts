import { z } from 'zod';
import { ALERT_KINDS, alertSchema } from './alerts.ts';
import { defineRoute } from './route.ts';

const moment = z.iso.datetime({ offset: true });

/** What a program may be told of; each topic has an address of its own. */
export const WEBHOOK_TOPICS = ['documents', 'alerts'] as const;
export type WebhookTopic = (typeof WEBHOOK_TOPICS)[number];
const params = z.object({ topic: z.enum(WEBHOOK_TOPICS) });

/** What came of the last delivery that failed. Never what the receiver said. */
export const DELIVERY_FAILURES = ['refused', 'gone', 'not_allowed', 'not_reached', 'late'] as const;
export type DeliveryFailure = (typeof DELIVERY_FAILURES)[number];

/** Where a program of the organization is told of changes. Without its secret. */
export const changeWebhookSchema = z.object({
  url: z.string(),
  /** Which alerts it is told of; null where the topic is another. */
  kinds: z.array(z.enum(ALERT_KINDS)).nullable(),
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
  path: '/api/change-webhooks/:topic',
  summary: 'Where a program is told of changes, and what became of the deliveries',
  access: 'admin',
  params,
  success: { status: 200, schema: z.object({ data: changeWebhookSchema.nullable() }) },
  problems: [],
});

export const createChangeWebhook = defineRoute({
  id: 'createChangeWebhook',
  method: 'POST',
  path: '/api/change-webhooks/:topic',
  summary: 'Has a program told of changes; answers the secret of its signatures, once',
  access: 'admin',
  params,
  body: z.strictObject({ url: webhookAddressSchema }),
  success: { status: 201, schema: z.object({ data: withSecret }) },
  problems: ['webhook_exists'],
});

export const updateChangeWebhook = defineRoute({
  id: 'updateChangeWebhook',
  method: 'PUT',
  path: '/api/change-webhooks/:topic',
  summary: 'Changes the address or which alerts are told, or switches deliveries off and on',
  access: 'admin',
  params,
  body: z.strictObject({
    url: webhookAddressSchema.optional(),
    is_on: z.boolean().optional(),
    kinds: z.array(z.enum(ALERT_KINDS)).min(1).max(ALERT_KINDS.length).optional(),
  }),
  success: { status: 200, schema: z.object({ data: changeWebhookSchema }) },
  problems: ['not_found'],
});

export const rotateChangeWebhookSecret = defineRoute({
  id: 'rotateChangeWebhookSecret',
  method: 'POST',
  path: '/api/change-webhooks/:topic/secret',
  summary: 'Makes a new secret; the old one signs beside it for 24 hours',
  access: 'admin',
  params,
  success: { status: 200, schema: z.object({ data: withSecret }) },
  problems: ['not_found'],
});

export const testChangeWebhook = defineRoute({
  id: 'testChangeWebhook',
  method: 'POST',
  path: '/api/change-webhooks/:topic/test',
  summary: 'Sends a delivery now, and answers what came of it',
  access: 'admin',
  params,
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
  path: '/api/change-webhooks/:topic',
  summary: 'Forgets the address and its secret',
  access: 'admin',
  params,
  success: { status: 200, schema: z.object({ data: z.object({ url: z.string() }) }) },
  problems: ['not_found'],
});

const toProgram = { timestamp: moment, data: z.object({ organization_id: z.string() }) };

/**
 * App → program: what is posted, signed as Standard Webhooks 1.0 says. Of documents, that something
 * changed: what it is, each program asks for with its own cursor, as whoever it reads for.
 */
export const changeMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('documents.changed'), ...toProgram }),
  z.object({ type: z.literal('test'), ...toProgram }),
  z.object({
    type: z.literal('alerts'),
    timestamp: moment,
    data: toProgram.data.extend({ alerts: z.array(alertSchema) }),
  }),
]);
export type ChangeMessage = z.output<typeof changeMessageSchema>;
