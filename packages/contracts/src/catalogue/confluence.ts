import { z } from 'zod';
import { tokenText, userText } from '../text.ts';
import { addressSchema, defineSourceType } from './source-type.ts';

export const confluence = defineSourceType({
  type: 'confluence',
  name: 'Confluence',
  description:
    'Lets your assistant answer from the pages and blog posts of your Confluence spaces.',
  needs:
    'You will need the address of your site and an API token of an account that may read it. It takes about three minutes.',
  documentNoun: { one: 'page', many: 'pages' },
  settings: z.strictObject({
    url: addressSchema,
    email: z.email().max(320).optional(),
    spaces: z
      .array(userText({ min: 1, max: 255 }))
      .max(2000)
      .optional(),
    include_labels: z
      .array(userText({ min: 1, max: 255 }))
      .max(100)
      .optional(),
    exclude_labels: z
      .array(userText({ min: 1, max: 255 }))
      .max(100)
      .optional(),
    cql: userText({ max: 2000 }).optional(),
    attachments: z.boolean().optional(),
  }),
  binding: {
    url: 'bound',
    email: 'bound',
    spaces: 'free',
    include_labels: 'free',
    exclude_labels: 'free',
    cql: 'free',
    attachments: 'free',
  },
  settingFields: {
    url: {
      label: 'Site',
      input: 'url',
      step: 'where',
      placeholder: 'https://your-company.atlassian.net',
      help: 'The address you open Confluence at. Cloud and Data Center both work.',
    },
    email: {
      label: 'E-mail of the account',
      input: 'email',
      step: 'access',
      placeholder: 'svc-assistant@your-company.com',
      help: 'A service account with read access is enough.',
      onlyWith: ['api_token'],
    },
    spaces: {
      label: 'Spaces',
      input: 'option_list',
      step: 'choose',
      optionsKey: 'spaces',
      help: 'Not set means every space that the account may read.',
    },
    include_labels: {
      label: 'Only pages with one of these labels',
      input: 'text_list',
      step: 'choose',
      advanced: true,
    },
    exclude_labels: {
      label: 'Leave out pages with these labels',
      input: 'text_list',
      step: 'choose',
      advanced: true,
    },
    cql: {
      label: 'Only what this CQL finds',
      input: 'text',
      step: 'choose',
      advanced: true,
      placeholder: 'ancestor = 123456',
      help: 'For experts. It is combined with the choices above.',
    },
    attachments: {
      label: 'Also read attached files',
      input: 'switch',
      step: 'choose',
      advanced: true,
      help: 'Word, PowerPoint, Excel, PDF and text files up to 25 MB, each as a document of its own.',
    },
  },
  credentialMethods: {
    api_token: {
      label: 'API token (Cloud)',
      help: 'For sites at atlassian.net.',
      schema: z.strictObject({ api_token: tokenText({ max: 4000 }) }),
      fields: {
        api_token: { label: 'API token', input: 'secret', placeholder: 'Paste the token' },
      },
      requires: ['email'],
      helpUrl: 'https://id.atlassian.com/manage-profile/security/api-tokens',
    },
    personal_access_token: {
      label: 'Personal access token (Data Center)',
      help: 'For a Confluence that you run yourselves, version 7.9 or later.',
      schema: z.strictObject({ personal_access_token: tokenText({ max: 4000 }) }),
      fields: {
        personal_access_token: {
          label: 'Personal access token',
          input: 'secret',
          placeholder: 'Paste the token',
        },
      },
      requires: [],
    },
    password: {
      label: 'User name and password (Data Center)',
      help: 'Only where tokens are switched off.',
      schema: z.strictObject({
        username: userText({ min: 1, max: 255 }),
        password: z.string().min(1).max(4000),
      }),
      fields: {
        username: { label: 'User name', input: 'text' },
        password: { label: 'Password', input: 'secret' },
      },
      requires: [],
    },
  },
  options: { spaces: { label: 'Spaces', setting: 'spaces', counted: 'pages' } },
  checks: {
    address: { label: 'Address answers' },
    signed_in: { label: 'Signed in' },
    list_spaces: { label: 'May list spaces' },
    read_page: { label: 'May read a page' },
    read_permissions: { label: 'May read restrictions of pages', optional: true },
    read_space_permissions: { label: 'May read permissions of spaces', optional: true },
    read_site_permissions: { label: 'May read who uses the site', optional: true },
    read_people: { label: 'May read people', optional: true },
    read_groups: { label: 'May read members of groups', optional: true },
  },
  nothingFoundCauses: [
    'The chosen spaces have no current pages.',
    'The account may see the spaces, but not their pages.',
    'The labels or the CQL leave nothing over.',
  ],
});
