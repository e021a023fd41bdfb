import { z } from 'zod';

export const MAX_SCHEDULE_HOURS = 168;

/**
 * When a connection is synced without being asked; null stands for never.
 * - `hourly`: at every full hour
 * - `every_hours`: on the full hour, that many hours after the last run began
 * - `daily`: at that time of day (“06:30”) in that zone (an IANA name)
 * - `cron`: five parts, minute first, read in that zone
 *
 * A time of day that a change of the clocks skips counts as the first moment after the gap; one
 * that comes twice counts once. That holds for each time of an expression that lists several. One
 * that names every hour (`*`) means the hours that pass: an hour that comes twice counts twice, and
 * one that is skipped does not.
 */
export const syncScheduleSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('hourly') }),
  z.strictObject({
    type: z.literal('every_hours'),
    hours: z.int().min(2).max(MAX_SCHEDULE_HOURS),
  }),
  z.strictObject({
    type: z.literal('daily'),
    time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 06:30'),
    time_zone: z.string().max(64),
  }),
  z.strictObject({
    type: z.literal('cron'),
    // Without “?”, “@” and “+”, which mean something else to each reader of cron.
    expression: z
      .string()
      .trim()
      .max(200)
      .regex(/^[\dA-Za-z*,/#-]+( +[\dA-Za-z*,/#-]+){4}$/, 'must have five parts'),
    time_zone: z.string().max(64),
  }),
]);
export type SyncSchedule = z.output<typeof syncScheduleSchema>;

/** Those that follow a calendar, so that a change of the clocks matters. */
export type CalendarSchedule = Extract<SyncSchedule, { time_zone: string }>;
