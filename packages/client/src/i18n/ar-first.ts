import { arAlerts } from './ar-alerts.ts';
import { arApp } from './ar-app.ts';
import { arConfluence } from './ar-confluence.ts';
import { arCounted } from './ar-counted.ts';
import { arDataSources } from './ar-data-sources.ts';
import { arProblems } from './ar-problems.ts';
import { arSchedule } from './ar-schedule.ts';
import { arServicenow } from './ar-servicenow.ts';
import { arSharepoint } from './ar-sharepoint.ts';
import { arWebsearch } from './ar-websearch.ts';
import type { enFirst } from './en-first.ts';
import type { Translated } from './texts.ts';

/** What the frame of the app and its page of data sources say in Arabic; the start is not to wait for more. */
export const arFirst = {
  ...arApp,
  ...arCounted,
  ...arProblems,
  sources: {
    confluence: arConfluence,
    servicenow: arServicenow,
    sharepoint: arSharepoint,
    websearch: arWebsearch,
  },
  ...arDataSources,
  ...arSchedule,
  ...arAlerts,
} as const satisfies Translated<typeof enFirst>;
