import { arAccess } from './ar-access.ts';
import { arAccount } from './ar-account.ts';
import { arActivity } from './ar-activity.ts';
import { arAlerts } from './ar-alerts.ts';
import { arApp } from './ar-app.ts';
import { arAssistants } from './ar-assistants.ts';
import { arChangeWebhook } from './ar-change-webhook.ts';
import { arCheckDetails } from './ar-check-details.ts';
import { arConfluence } from './ar-confluence.ts';
import { arConnection } from './ar-connection.ts';
import { arCounted } from './ar-counted.ts';
import { arCredentialLinks } from './ar-credential-links.ts';
import { arDataSources } from './ar-data-sources.ts';
import { arHistory } from './ar-history.ts';
import { arOrganization } from './ar-organization.ts';
import { arPeople } from './ar-people.ts';
import { arPreview } from './ar-preview.ts';
import { arProblems } from './ar-problems.ts';
import { arRemedies } from './ar-remedies.ts';
import { arSchedule } from './ar-schedule.ts';
import { arServicenow } from './ar-servicenow.ts';
import { arSharepoint } from './ar-sharepoint.ts';
import { arWebsearch } from './ar-websearch.ts';
import type { en } from './en.ts';
import type { Translated } from './texts.ts';

/** All Arabic texts. */
export const ar = {
  ...arApp,
  ...arCounted,
  ...arProblems,
  ...arCheckDetails,
  ...arRemedies,
  sources: {
    confluence: arConfluence,
    servicenow: arServicenow,
    sharepoint: arSharepoint,
    websearch: arWebsearch,
  },
  ...arAccount,
  ...arDataSources,
  ...arActivity,
  ...arOrganization,
  ...arConnection,
  ...arHistory,
  ...arCredentialLinks,
  ...arSchedule,
  ...arPreview,
  ...arAccess,
  ...arPeople,
  ...arAssistants,
  ...arChangeWebhook,
  ...arAlerts,
} as const satisfies Translated<typeof en>;
