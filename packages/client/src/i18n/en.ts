import { enAccess } from './en-access.ts';
import { enAccount } from './en-account.ts';
import { enActivity } from './en-activity.ts';
import { enAlerts } from './en-alerts.ts';
import { enApp } from './en-app.ts';
import { enAssistants } from './en-assistants.ts';
import { enChangeWebhook } from './en-change-webhook.ts';
import { enCheckDetails } from './en-check-details.ts';
import { enConnection } from './en-connection.ts';
import { enCounted } from './en-counted.ts';
import { enCredentialLinks } from './en-credential-links.ts';
import { enDataSources } from './en-data-sources.ts';
import { enHistory } from './en-history.ts';
import { enOrganization } from './en-organization.ts';
import { enPeople } from './en-people.ts';
import { enPreview } from './en-preview.ts';
import { enProblems } from './en-problems.ts';
import { enRemedies } from './en-remedies.ts';
import { enSchedule } from './en-schedule.ts';
import { enSources } from './en-sources.ts';

/** All English texts. Each part is a section of its own; a value is an ICU message. */
export const en = {
  ...enApp,
  ...enCounted,
  ...enProblems,
  ...enCheckDetails,
  ...enRemedies,
  ...enSources,
  ...enAccount,
  ...enDataSources,
  ...enActivity,
  ...enOrganization,
  ...enConnection,
  ...enHistory,
  ...enCredentialLinks,
  ...enSchedule,
  ...enPreview,
  ...enAccess,
  ...enPeople,
  ...enAssistants,
  ...enChangeWebhook,
  ...enAlerts,
} as const;
