import { arAccess } from './ar-access.ts';
import { arAccount } from './ar-account.ts';
import { arActivity } from './ar-activity.ts';
import { arAssistants } from './ar-assistants.ts';
import { arChangeWebhook } from './ar-change-webhook.ts';
import { arCheckDetails } from './ar-check-details.ts';
import { arConnection } from './ar-connection.ts';
import { arCredentialLinks } from './ar-credential-links.ts';
import { arCredentialMethods } from './ar-credential-methods.ts';
import { arFieldHelp } from './ar-field-help.ts';
import { arHistory } from './ar-history.ts';
import { arOrganization } from './ar-organization.ts';
import { arPeople } from './ar-people.ts';
import { arPreview } from './ar-preview.ts';
import { arRemedies } from './ar-remedies.ts';
import { arSamples } from './ar-samples.ts';
import type { enLater } from './en-later.ts';
import type { Translated } from './texts.ts';

/** What all other pages say in Arabic. */
export const arLater = {
  ...arAccess,
  ...arAccount,
  ...arActivity,
  ...arAssistants,
  ...arChangeWebhook,
  ...arCheckDetails,
  ...arConnection,
  ...arCredentialLinks,
  ...arCredentialMethods,
  ...arFieldHelp,
  ...arHistory,
  ...arOrganization,
  ...arPeople,
  ...arPreview,
  ...arRemedies,
  ...arSamples,
} as const satisfies Translated<typeof enLater>;
