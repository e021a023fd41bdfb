import { enAccess } from './en-access.ts';
import { enAccount } from './en-account.ts';
import { enActivity } from './en-activity.ts';
import { enApp } from './en-app.ts';
import { enAssistants } from './en-assistants.ts';
import { enChangeWebhook } from './en-change-webhook.ts';
import { enConnection } from './en-connection.ts';
import { enDataSources } from './en-data-sources.ts';
import { enOrganization } from './en-organization.ts';
import { enPeople } from './en-people.ts';
import { enPreview } from './en-preview.ts';
import { enSchedule } from './en-schedule.ts';

/** All English texts. Each part is a section of its own; a value is a text or a function of what goes into it. */
export const en = {
  ...enActivity,
  ...enApp,
  ...enAccount,
  ...enDataSources,
  ...enOrganization,
  ...enConnection,
  ...enSchedule,
  ...enPreview,
  ...enAccess,
  ...enPeople,
  ...enAssistants,
  ...enChangeWebhook,
} as const;
