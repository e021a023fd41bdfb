import { deAccess } from './de-access.ts';
import { deAccount } from './de-account.ts';
import { deActivity } from './de-activity.ts';
import { deAlerts } from './de-alerts.ts';
import { deApp } from './de-app.ts';
import { deAssistants } from './de-assistants.ts';
import { deChangeWebhook } from './de-change-webhook.ts';
import { deCheckDetails } from './de-check-details.ts';
import { deConfluence } from './de-confluence.ts';
import { deConnection } from './de-connection.ts';
import { deCounted } from './de-counted.ts';
import { deCredentialLinks } from './de-credential-links.ts';
import { deDataSources } from './de-data-sources.ts';
import { deHistory } from './de-history.ts';
import { deOrganization } from './de-organization.ts';
import { dePeople } from './de-people.ts';
import { dePreview } from './de-preview.ts';
import { deProblems } from './de-problems.ts';
import { deRemedies } from './de-remedies.ts';
import { deSchedule } from './de-schedule.ts';
import { deServicenow } from './de-servicenow.ts';
import { deSharepoint } from './de-sharepoint.ts';
import { deWebsearch } from './de-websearch.ts';
import type { en } from './en.ts';
import type { Translated } from './texts.ts';

/** All German texts. */
export const de = {
  ...deApp,
  ...deCounted,
  ...deProblems,
  ...deCheckDetails,
  ...deRemedies,
  sources: {
    confluence: deConfluence,
    servicenow: deServicenow,
    sharepoint: deSharepoint,
    websearch: deWebsearch,
  },
  ...deAccount,
  ...deDataSources,
  ...deActivity,
  ...deOrganization,
  ...deConnection,
  ...deHistory,
  ...deCredentialLinks,
  ...deSchedule,
  ...dePreview,
  ...deAccess,
  ...dePeople,
  ...deAssistants,
  ...deChangeWebhook,
  ...deAlerts,
} as const satisfies Translated<typeof en>;
