import { z } from 'zod';
import { defineRoute } from './route.ts';

export const AUDIT_ACTIONS = [
  'data_source.created',
  'data_source.updated',
  'data_source.deleted',
  'credential_link.created',
  'credential_link.opened',
  'credential_link.used',
  'credential_link.revoked',
  'credential_link.expired',
  'verification.started',
  'verification.succeeded',
  'verification.failed',
  'verification.cancelled',
  'sync.started',
  'sync.completed',
  'sync.failed',
  'sync.cancelled',
  'access.started',
  'access.completed',
  'access.failed',
  'access.cancelled',
  'access.mode_changed',
  'access.account_assigned',
  'key.created',
  'key.revoked',
  'assistant.connected',
  'assistant.ended',
  'assistant.read',
  'documents.exported',
  'webhook.created',
  'webhook.updated',
  'webhook.secret_rotated',
  'webhook.disabled',
  'webhook.removed',
  'domain.added',
  'domain.proved',
  'domain.lapsed',
  'domain.removed',
  'status_message.listed',
  'status_message.shown',
  'status_message.replayed',
  'status_message.discarded',
  'credentials.plain_allowed',
  'sync.paused',
  'sync.resumed',
  'organization.created',
  'organization.renamed',
  'organization.deleted',
  'member.invited',
  'member.joined',
  'member.role_changed',
  'member.removed',
  'invitation.cancelled',
  'session.signed_up',
  'session.signed_in',
  'session.signed_out',
  'session.ended',
  'session.sign_in_failed',
  'session.sign_in_limited',
  'account.renamed',
  'account.alerts_changed',
  'password.changed',
  'password.reset',
  'password.refused',
  'second_factor.enabled',
  'second_factor.disabled',
  'second_factor.recovery_code_used',
  'second_factor.recovery_codes_renewed',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];
/** What an operator did with no organization's things: its entries are in nobody's log but the database's. */
export const OPERATOR_ACTIONS: readonly AuditAction[] = [
  'status_message.listed',
  'credentials.plain_allowed',
];

/**
 * Who did it: a person, a connector by a status message, the app itself (a deadline, a schedule), a
 * program with a key of the organization, or whoever has a link for credentials, whose label names who
 * made the link. With a personal key it is the person, and the label says so.
 */
export const AUDIT_ACTORS = ['user', 'connector', 'system', 'key', 'link'] as const;
export const AUDIT_OBJECTS = [
  'data_source',
  'member',
  'invitation',
  'organization',
  'session',
  'key',
  'assistant',
  'webhook',
] as const;

export const auditEventSchema = z.object({
  id: z.string(),
  organization_id: z.string(),
  occurred_at: z.iso.datetime({ offset: true }),
  action: z.enum(AUDIT_ACTIONS),
  actor_type: z.enum(AUDIT_ACTORS),
  actor_id: z.string().nullable(),
  /** Name and e-mail of the person at that time; to plain members the e-mail is cut. */
  actor_label: z.string().nullable(),
  object_type: z.enum(AUDIT_OBJECTS),
  object_id: z.string(),
  object_label: z.string().nullable(),
  /** Address that the request came from; to plain members a hash of it, `#3f9a12c0`. */
  ip: z.string().nullable(),
  /** Names of changed fields, counts, codes. Never a value that could be secret. */
  details: z.record(z.string(), z.unknown()),
});
export type AuditEvent = z.output<typeof auditEventSchema>;

export const listAuditEvents = defineRoute({
  id: 'listAuditEvents',
  method: 'GET',
  path: '/api/audit-events',
  summary: 'What happened in the organization, newest first',
  access: 'member',
  query: z.strictObject({
    cursor: z.string().max(200).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    object_id: z.string().max(200).optional(),
    action: z.enum(AUDIT_ACTIONS).optional(),
    /** A person, or a key of the organization. */
    actor_id: z.string().min(1).max(200).optional(),
    /** The first moment that counts. */
    from: z.iso.datetime({ offset: true }).optional(),
    /** The first moment that counts no more. */
    until: z.iso.datetime({ offset: true }).optional(),
  }),
  success: {
    status: 200,
    schema: z.object({ data: z.array(auditEventSchema), next_cursor: z.string().nullable() }),
  },
  problems: [],
});

/** People and keys in the log at most; further ones are found by their entries only. */
export const MOST_AUDIT_ACTORS = 500;

export const auditActorSchema = auditEventSchema
  .pick({ actor_type: true, actor_label: true })
  .extend({ actor_id: z.string() });
export type AuditActor = z.output<typeof auditActorSchema>;

export const listAuditActors = defineRoute({
  id: 'listAuditActors',
  method: 'GET',
  path: '/api/audit-actors',
  summary: 'The people and keys that the log tells of, also those that are gone, as named last',
  access: 'member',
  success: { status: 200, schema: z.object({ data: z.array(auditActorSchema) }) },
  problems: [],
});
