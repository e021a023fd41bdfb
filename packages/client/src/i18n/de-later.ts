import { deAccess } from './de-access.ts';
import { deAccount } from './de-account.ts';
import { deActivity } from './de-activity.ts';
import { deAssistants } from './de-assistants.ts';
import { deChangeWebhook } from './de-change-webhook.ts';
import { deCheckDetails } from './de-check-details.ts';
import { deConnection } from './de-connection.ts';
import { deCredentialLinks } from './de-credential-links.ts';
import { deCredentialMethods } from './de-credential-methods.ts';
import { deFieldHelp } from './de-field-help.ts';
import { deHistory } from './de-history.ts';
import { deOrganization } from './de-organization.ts';
import { dePeople } from './de-people.ts';
import { dePreview } from './de-preview.ts';
import { deRemedies } from './de-remedies.ts';
import { deSamples } from './de-samples.ts';
import type { enLater } from './en-later.ts';
import type { Translated } from './texts.ts';

/** What all other pages say in German. */
export const deLater = {
  ...deAccess,
  ...deAccount,
  ...deActivity,
  ...deAssistants,
  ...deChangeWebhook,
  ...deCheckDetails,
  ...deConnection,
  ...deCredentialLinks,
  ...deCredentialMethods,
  ...deFieldHelp,
  ...deHistory,
  ...deOrganization,
  ...dePeople,
  ...dePreview,
  ...deRemedies,
  ...deSamples,
} as const satisfies Translated<typeof enLater>;
