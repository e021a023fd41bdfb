import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { verificationCheckSchema } from './checks.ts';
import { connectorInfoSchema, sealingSchema } from './connector.ts';
import { settingsSchema } from './data-source-connection.ts';
import { verifyStartedSchema } from './data-sources.ts';
import { PROBLEM_CODES } from './problems.ts';
import { defineRoute } from './route.ts';

const moment = z.iso.datetime({ offset: true });

/** How long a link is good for, in days. */
export const CREDENTIAL_LINK_DAYS = { min: 1, max: 30, default: 7 } as const;

/**
 * How a link came to its end.
 * - `used`: access was proven with what was entered by it
 * - `superseded`: a newer link was made · `address_changed`: the connection leads elsewhere now
 * - `maker_gone`: whoever made it may not configure the connection any more
 */
export const CREDENTIAL_LINK_ENDS = [
  'used',
  'expired',
  'revoked',
  'superseded',
  'address_changed',
  'maker_gone',
] as const;
export type CredentialLinkEnd = (typeof CREDENTIAL_LINK_ENDS)[number];

/** A link by which somebody without an account enters the credentials of one connection. Without its token. */
export const credentialLinkSchema = z.object({
  id: z.uuid(),
  /** Name of who made it. */
  made_by: z.string(),
  created_at: moment,
  expires_at: moment,
  /** When its page was opened first. */
  opened_at: moment.nullable(),
  end_reason: z.enum(CREDENTIAL_LINK_ENDS).nullable(),
});
export type CredentialLink = z.output<typeof credentialLinkSchema>;

/** `user_id` of what is sealed by a link, and of its webhook: no person of ours entered it. */
export function linkUserId(linkId: string): string {
  return `link:${linkId}`;
}

export const createCredentialLinkRequestSchema = z.strictObject({
  /** Changes of address and account that go with it, as with a verification; proven, they come into use. */
  settings: settingsSchema.optional(),
  expires_in_days: z
    .int()
    .min(CREDENTIAL_LINK_DAYS.min)
    .max(CREDENTIAL_LINK_DAYS.max)
    .default(CREDENTIAL_LINK_DAYS.default),
});
export type CreateCredentialLinkRequest = z.output<typeof createCredentialLinkRequestSchema>;

const path = '/api/data-sources/:id/credential-link';
const params = z.object({ id: z.uuid() });

export const getCredentialLink = defineRoute({
  id: 'getCredentialLink',
  method: 'GET',
  path,
  summary: 'The link for credentials that was made last for a connection; null: none is known',
  access: 'admin',
  params,
  success: { status: 200, schema: z.object({ data: credentialLinkSchema.nullable() }) },
  problems: ['not_found'],
});

export const createCredentialLink = defineRoute({
  id: 'createCredentialLink',
  method: 'POST',
  path,
  summary:
    'Makes a link by which somebody without an account enters the credentials; shown once, and the one before it ends',
  access: 'admin',
  params,
  body: createCredentialLinkRequestSchema,
  success: {
    status: 201,
    schema: z.object({ data: credentialLinkSchema.extend({ url: z.string() }) }),
  },
  problems: ['not_found', 'unknown_setting'],
});

export const revokeCredentialLink = defineRoute({
  id: 'revokeCredentialLink',
  method: 'DELETE',
  path,
  summary: 'Ends the link for credentials at once, and a verification that was started by it',
  access: 'admin',
  params,
  success: { status: 200, schema: z.object({ data: z.object({ id: z.uuid() }) }) },
  problems: ['not_found'],
});

/** In the body, since addresses of requests are written down by many. */
const token = z.string().min(1).max(200);

/** What became of what was entered by the link last. */
export const linkAttemptSchema = z.object({
  run_id: z.string(),
  state: z.enum(['running', 'failed', 'cancelled']),
  /** Null where it is not known any more. */
  error_code: z.enum(PROBLEM_CODES).nullable(),
  /** Without what was found: whoever has the link reads nothing of the source by it. */
  checks: z.array(verificationCheckSchema.pick({ name: true, outcome: true })),
});
export type LinkAttempt = z.output<typeof linkAttemptSchema>;

/** What whoever has the link is asked for. */
export const askedCredentialsSchema = z.object({
  state: z.literal('open'),
  organization_id: z.string(),
  organization_name: z.string(),
  /** Name of the person who made the link. */
  asked_by: z.string(),
  expires_at: moment,
  connection_id: z.uuid(),
  connection_type: dataSourceTypeSchema,
  connection_name: z.string(),
  /** What the seal is bound to: where the secret goes, and as whom as far as that is filled in. */
  settings: settingsSchema,
  /** The `user_id` to seal with. */
  user_id: z.string(),
  attempt: linkAttemptSchema.nullable(),
  connector: connectorInfoSchema
    .pick({ name: true, key_document: true, sealing_key: true, types: true })
    .nullable(),
  sealing: sealingSchema,
});
export type AskedCredentials = z.output<typeof askedCredentialsSchema>;

/** `ended`: taken back, or what it was for is not so any more. */
export const LINK_STATES_OVER = ['used', 'expired', 'ended'] as const;

export const openCredentialLink = defineRoute({
  id: 'openCredentialLink',
  method: 'POST',
  path: '/api/credential-links/open',
  summary:
    'What somebody with a link for credentials is asked for, and what became of what they sent',
  access: 'public',
  body: z.strictObject({ token }),
  success: {
    status: 200,
    schema: z.object({
      data: z.discriminatedUnion('state', [
        askedCredentialsSchema,
        z.object({ state: z.enum(LINK_STATES_OVER) }),
      ]),
    }),
  },
  problems: ['not_found', 'foreign_origin'],
});

/** Settings: only such as belong to the account; the address is that of the link. */
export const submitCredentialsRequestSchema = z
  .strictObject({
    token,
    settings: settingsSchema.optional(),
    credentials: z.record(z.string().max(100), z.unknown()).optional(),
    sealed_credentials: z.string().max(100_000).optional(),
    method: z.string().max(100),
    run_id: z.uuid().refine((id) => id === id.toLowerCase(), 'must be in lower case'),
  })
  .refine(
    (body) => (body.credentials === undefined) !== (body.sealed_credentials === undefined),
    'has either credentials or sealed_credentials',
  );
export type SubmitCredentialsRequest = z.output<typeof submitCredentialsRequestSchema>;

export const submitCredentials = defineRoute({
  id: 'submitCredentials',
  method: 'POST',
  path: '/api/credential-links/submit',
  summary: 'Starts a verification with credentials that were entered by a link',
  access: 'public',
  body: submitCredentialsRequestSchema,
  success: { status: 202, schema: verifyStartedSchema },
  problems: [
    'not_found',
    'foreign_origin',
    'credential_link_used',
    'credential_link_expired',
    'credential_link_ended',
    'run_in_progress',
    'unknown_setting',
    'sealing_required',
    'sealed_credentials_outdated',
    'connector_key_unavailable',
  ],
});
