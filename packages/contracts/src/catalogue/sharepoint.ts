import { z } from 'zod';
import { tokenText, userText } from '../text.ts';
import { addressSchema, defineSourceType } from './source-type.ts';

const CERTIFICATE = /^-----BEGIN /;

/** The groups outside of which nobody finds anything; none: that is not so. */
function groupsIn({ only_groups: groups }: Readonly<Record<string, unknown>>): string[] {
  return Array.isArray(groups) ? groups.map((id) => String(id).toLowerCase()) : [];
}

function isNarrowedLess(before: readonly string[], after: readonly string[]): boolean {
  if (before.length === 0) return false;
  return after.length === 0 || after.some((id) => !before.includes(id));
}

export const sharepoint = defineSourceType({
  type: 'sharepoint',
  name: 'SharePoint',
  description:
    'Lets your assistant answer from the document libraries and pages of your SharePoint sites.',
  needs:
    'You will need an app registration in Microsoft Entra with Sites.Read.All (or Sites.Selected), User.Read.All and GroupMember.Read.All, and a certificate for the groups of your sites. It takes about fifteen minutes.',
  documentNoun: { one: 'document', many: 'documents' },
  settings: z.strictObject({
    tenant_id: userText({ min: 1, max: 255 }),
    client_id: userText({ min: 1, max: 255 }),
    site_url: addressSchema.optional(),
    sites: z.array(addressSchema).max(500).optional(),
    libraries: z
      .array(userText({ min: 1, max: 500 }))
      .max(2000)
      .optional(),
    folders: z
      .array(userText({ min: 1, max: 1000 }))
      .max(500)
      .optional(),
    file_kinds: z
      .array(z.string().regex(/^[a-z0-9]{1,10}$/, 'must be a file ending'))
      .max(50)
      .optional(),
    max_file_mb: z.number().int().min(1).max(250).optional(),
    pages: z.boolean().optional(),
    cloud: z.enum(['global', 'us_government', 'us_dod', 'china', 'custom']).optional(),
    graph_url: addressSchema.optional(),
    login_url: addressSchema.optional(),
    sharepoint_url: addressSchema.optional(),
    organization_links: z.enum(['ignore', 'members']).optional(),
    only_groups: z
      .array(z.guid('must be the object id of a group').toLowerCase())
      .max(50)
      .optional(),
  }),
  binding: {
    tenant_id: 'bound',
    client_id: 'bound',
    site_url: 'bound',
    cloud: 'bound',
    graph_url: 'bound',
    login_url: 'bound',
    // A token for SharePoint's own API goes there.
    sharepoint_url: 'bound',
    // Names of sites that Graph is asked for. The token goes to Graph whatever they say.
    sites: 'free',
    libraries: 'free',
    folders: 'free',
    file_kinds: 'free',
    max_file_mb: 'free',
    pages: 'free',
    organization_links: 'free',
    only_groups: 'free',
  },
  settingFields: {
    tenant_id: {
      label: 'Tenant',
      input: 'text',
      step: 'where',
      placeholder: 'contoso.onmicrosoft.com or its id',
    },
    site_url: {
      label: 'Site',
      input: 'url',
      step: 'where',
      placeholder: 'https://contoso.sharepoint.com/sites/team',
      help: 'Needed when the app may read chosen sites only (Sites.Selected).',
    },
    cloud: {
      label: 'Cloud',
      input: 'select',
      step: 'where',
      advanced: true,
      choices: [
        { value: 'global', label: 'Worldwide' },
        { value: 'us_government', label: 'US Government' },
        { value: 'us_dod', label: 'US Department of Defense' },
        { value: 'china', label: 'China (21Vianet)' },
        { value: 'custom', label: 'Another, at the addresses below' },
      ],
    },
    graph_url: {
      label: 'Address of Microsoft Graph',
      input: 'url',
      step: 'where',
      advanced: true,
      help: 'Only for another cloud than those above, or for the sample.',
    },
    login_url: {
      label: 'Address of sign-in',
      input: 'url',
      step: 'where',
      advanced: true,
      help: 'Only for another cloud than those above, or for the sample.',
    },
    sharepoint_url: {
      label: 'Address of SharePoint',
      input: 'url',
      step: 'where',
      advanced: true,
      help: 'Only for another cloud than those above, or for the sample: where the sites are.',
    },
    client_id: { label: 'Client id of the app registration', input: 'text', step: 'access' },
    sites: {
      label: 'Sites',
      input: 'option_list',
      step: 'choose',
      optionsKey: 'sites',
    },
    libraries: {
      label: 'Document libraries',
      input: 'option_list',
      step: 'choose',
      optionsKey: 'libraries',
      help: 'Not set means every library that the app may read.',
    },
    folders: { label: 'Only these folders', input: 'text_list', step: 'choose', advanced: true },
    file_kinds: {
      label: 'Only these file endings',
      input: 'text_list',
      step: 'choose',
      advanced: true,
      placeholder: 'docx',
    },
    max_file_mb: {
      label: 'Largest file, in MB',
      input: 'number',
      step: 'choose',
      advanced: true,
    },
    pages: { label: 'Also read site pages', input: 'switch', step: 'choose', advanced: true },
    organization_links: {
      label: 'Links for everybody in the organization',
      input: 'select',
      step: 'choose',
      advanced: true,
      choices: [
        { value: 'ignore', label: 'Open nothing' },
        { value: 'members', label: 'Open it for all members' },
      ],
      help: 'In SharePoint, such a link opens an item for whoever holds it, and nobody can tell who does. Without it, an item is open only for the people listed with it. Guests are no members.',
    },
    only_groups: {
      label: 'Only members of these groups',
      input: 'text_list',
      step: 'choose',
      advanced: true,
      placeholder: '00000000-0000-0000-0000-000000000000',
      help: 'Object ids of Entra groups. For sites with restricted access control, which apps cannot see: nobody outside of these groups finds anything.',
    },
  },
  opensMore: (before, after) =>
    (after.organization_links === 'members' && before.organization_links !== 'members') ||
    isNarrowedLess(groupsIn(before), groupsIn(after)),
  credentialMethods: {
    client_secret: {
      label: 'Client secret',
      help: 'Quick, but it expires after two years at most.',
      schema: z.strictObject({ client_secret: tokenText({ max: 4000 }) }),
      fields: {
        client_secret: {
          label: 'Client secret',
          input: 'secret',
          help: 'The value of the secret, not its id.',
        },
      },
      requires: [],
      helpUrl: 'https://entra.microsoft.com',
    },
    certificate: {
      label: 'Certificate',
      help: 'What Microsoft recommends for a service.',
      schema: z.strictObject({
        certificate_pem: z
          .string()
          .trim()
          .max(32_000)
          .regex(CERTIFICATE, 'must be PEM text with the certificate and its private key'),
      }),
      fields: {
        certificate_pem: {
          label: 'Certificate and private key (PEM)',
          input: 'multiline_secret',
          placeholder: '-----BEGIN PRIVATE KEY-----',
        },
      },
      requires: [],
    },
  },
  options: {
    sites: { label: 'Sites', setting: 'sites' },
    libraries: { label: 'Document libraries', setting: 'libraries', counted: 'files' },
  },
  checks: {
    token: { label: 'Signed in' },
    consent: { label: 'Consent given by an admin' },
    list_sites: { label: 'May list sites', optional: true },
    read_library: { label: 'May read a library' },
    read_permissions: { label: 'May read permissions', optional: true },
    read_people: { label: 'May read people', optional: true },
    read_groups: { label: 'May read members of groups', optional: true },
    read_site_groups: { label: 'May read groups of sites', optional: true },
  },
  // Site and library.
  placeDepth: 2,
  nothingFoundCauses: [
    'With Sites.Selected the app sees only sites that were granted to it one by one.',
    'The chosen libraries are empty, or hold only kinds of files that are left out.',
  ],
});
