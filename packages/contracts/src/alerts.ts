import { z } from 'zod';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { PROBLEM_CODES, type ProblemCode } from './problems.ts';
import { quietHoursSchema } from './quiet-hours.ts';
import { defineRoute } from './route.ts';

/**
 * What people and programs are told of a connection.
 * - `failed`: a sync failed, and what the schedule repeats by itself failed again
 * - `held`: a sync would remove more than it may, and waits for somebody
 * - `expiring`: the credentials in use expire soon
 * - `silent`: a run says nothing any more, or a sync that was due does not begin
 * - `access_lost`: credentials are not accepted any more, or permissions are too old to be believed
 * - `repaired`: it works again, after `failed` or `access_lost` was told
 */
export const ALERT_KINDS = [
  'failed',
  'access_lost',
  'held',
  'silent',
  'expiring',
  'repaired',
] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** The failures after which only a new secret helps. */
export const ACCESS_LOST_CODES: ReadonlySet<ProblemCode> = new Set([
  'invalid_credentials',
  'credentials_expired',
  'credentials_required',
  'settings_not_verified',
]);

/** Causes that the app finds out by the clock; all others are codes of problems. */
export const CLOCK_CAUSES = [
  'run_silent',
  'sync_overdue',
  'permissions_stale',
  'expires_in_30_days',
  'expires_in_14_days',
  'expires_in_3_days',
] as const;
export type ClockCause = (typeof CLOCK_CAUSES)[number];
export type AlertCause = ProblemCode | ClockCause;

/** One line of a message: what happened to one connection, or to several for one cause. */
export const alertSchema = z.object({
  kind: z.enum(ALERT_KINDS),
  /** Of what works again: why it did not. */
  cause: z.enum([...PROBLEM_CODES, ...CLOCK_CAUSES]),
  /** When the first of them began. */
  since: z.iso.datetime({ offset: true }),
  sources: z.array(z.object({ id: z.uuid(), type: dataSourceTypeSchema, name: z.string() })),
});
export type Alert = z.output<typeof alertSchema>;

/** What somebody is told by mail about the organization that they look at. */
export const alertSettingsSchema = z.strictObject({
  mail: z.boolean(),
  kinds: z.array(z.enum(ALERT_KINDS)).max(ALERT_KINDS.length),
  /** Everything waits until they end, and comes as one mail. */
  quiet: quietHoursSchema.nullable(),
});
export type AlertSettings = z.output<typeof alertSettingsSchema>;

export const getAlertSettings = defineRoute({
  id: 'getAlertSettings',
  method: 'GET',
  path: '/api/account/alerts',
  summary: 'What the person who asks is told by mail about this organization',
  access: 'account',
  success: { status: 200, schema: z.object({ data: alertSettingsSchema }) },
  problems: [],
});

export const updateAlertSettings = defineRoute({
  id: 'updateAlertSettings',
  method: 'PUT',
  path: '/api/account/alerts',
  summary: 'Changes what the person who asks is told by mail about this organization',
  access: 'account',
  body: alertSettingsSchema,
  success: { status: 200, schema: z.object({ data: alertSettingsSchema }) },
  problems: [],
});
