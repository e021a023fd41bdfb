import { enAccess } from './en-access.ts';
import { enAccount } from './en-account.ts';
import { enActivity } from './en-activity.ts';
import { enAssistants } from './en-assistants.ts';
import { enChangeWebhook } from './en-change-webhook.ts';
import { enCheckDetails } from './en-check-details.ts';
import { enConnection } from './en-connection.ts';
import { enCredentialLinks } from './en-credential-links.ts';
import { enCredentialMethods } from './en-credential-methods.ts';
import { enFieldHelp } from './en-field-help.ts';
import { enHistory } from './en-history.ts';
import { enOrganization } from './en-organization.ts';
import { enPeople } from './en-people.ts';
import { enPreview } from './en-preview.ts';
import { enRemedies } from './en-remedies.ts';
import { enSamples } from './en-samples.ts';

/** What all other pages say in English. */
export const enLater = {
  ...enAccess,
  ...enAccount,
  ...enActivity,
  ...enAssistants,
  ...enChangeWebhook,
  ...enCheckDetails,
  ...enConnection,
  ...enCredentialLinks,
  ...enCredentialMethods,
  ...enFieldHelp,
  ...enHistory,
  ...enOrganization,
  ...enPeople,
  ...enPreview,
  ...enRemedies,
  ...enSamples,
} as const;
