import { enAlerts } from './en-alerts.ts';
import { enApp } from './en-app.ts';
import { enCounted } from './en-counted.ts';
import { enDataSources } from './en-data-sources.ts';
import { enProblems } from './en-problems.ts';
import { enSchedule } from './en-schedule.ts';
import { enSources } from './en-sources.ts';

/** What the frame of the app and its page of data sources say in English; the start is not to wait for more. */
export const enFirst = {
  ...enApp,
  ...enCounted,
  ...enProblems,
  ...enSources,
  ...enDataSources,
  ...enSchedule,
  ...enAlerts,
} as const;
