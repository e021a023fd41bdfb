import { deAlerts } from './de-alerts.ts';
import { deApp } from './de-app.ts';
import { deConfluence } from './de-confluence.ts';
import { deCounted } from './de-counted.ts';
import { deDataSources } from './de-data-sources.ts';
import { deProblems } from './de-problems.ts';
import { deSchedule } from './de-schedule.ts';
import { deServicenow } from './de-servicenow.ts';
import { deSharepoint } from './de-sharepoint.ts';
import { deWebsearch } from './de-websearch.ts';
import type { enFirst } from './en-first.ts';
import type { Translated } from './texts.ts';

/** What the frame of the app and its page of data sources say in German; the start is not to wait for more. */
export const deFirst = {
  ...deApp,
  ...deCounted,
  ...deProblems,
  sources: {
    confluence: deConfluence,
    servicenow: deServicenow,
    sharepoint: deSharepoint,
    websearch: deWebsearch,
  },
  ...deDataSources,
  ...deSchedule,
  ...deAlerts,
} as const satisfies Translated<typeof enFirst>;
