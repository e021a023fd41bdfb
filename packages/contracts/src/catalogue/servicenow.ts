import { z } from 'zod';
import { userText } from '../text.ts';
import { addressSchema, defineSourceType } from './source-type.ts';

/**
 * Who may find the records of a table that is no knowledge, as an owner chooses:
 * - `nobody`: the default, also for tables chosen before there was a choice
 * - `role`, `group`: people with a role, members of a group of the instance
 * - `record_people`: who is named in the record itself
 * - `matched`: everybody who has an account at the instance
 */
export const TABLE_ACCESS = ['nobody', 'role', 'group', 'record_people', 'matched'] as const;
export type TableAccess = (typeof TABLE_ACCESS)[number];

/** Tables whose records somebody finds, each with which of them and who: a wider query opens more as well. */
function openTables({ tables }: Readonly<Record<string, unknown>>): string[] {
  if (!Array.isArray(tables)) return [];
  return tables
    .filter(({ access }) => access !== undefined && access !== 'nobody')
    .map(({ table, query, access, role, group }) =>
      JSON.stringify([table, query, access, role, group]),
    );
}

export const servicenow = defineSourceType({
  type: 'servicenow',
  name: 'ServiceNow',
  description:
    'Lets your assistant answer from your knowledge articles, and from tables that you choose.',
  needs:
    'You will need the address of your instance and an integration user that may read it. It takes about five minutes.',
  documentNoun: { one: 'article', many: 'articles' },
  settings: z.strictObject({
    instance_url: addressSchema,
    username: userText({ max: 255 }).optional(),
    knowledge_bases: z
      .array(z.string().regex(/^[0-9a-f]{32}$/, 'must be a sys_id'))
      .max(1000)
      .optional(),
    tables: z
      .array(
        z
          .strictObject({
            table: z.string().regex(/^[a-z][a-z0-9_]{0,79}$/, 'must be the name of a table'),
            query: userText({ max: 2000 }).optional(),
            /** Who may find its records. The rules that the instance has for them are not applied. */
            access: z.enum(TABLE_ACCESS).optional(),
            /** With access `role`: its name. */
            role: z
              .string()
              .regex(/^[A-Za-z][\w.-]{0,99}$/, 'must be the name of a role')
              .optional(),
            /** With access `group`: its sys_id. */
            group: z
              .string()
              .regex(/^[0-9a-f]{32}$/, 'must be the sys_id of a group')
              .optional(),
          })
          .refine(({ access, role }) => access !== 'role' || role !== undefined, {
            path: ['role'],
            message: 'must name the role whose people may find the records',
          })
          .refine(({ access, group }) => access !== 'group' || group !== undefined, {
            path: ['group'],
            message: 'must name the group whose members may find the records',
          }),
      )
      .max(50)
      .refine(
        (tables) => new Set(tables.map(({ table }) => table)).size === tables.length,
        'must name each table once; join two queries of a table with ^NQ',
      )
      .optional(),
  }),
  binding: {
    instance_url: 'bound',
    username: 'bound',
    knowledge_bases: 'free',
    tables: 'free',
  },
  settingFields: {
    instance_url: {
      label: 'Instance',
      input: 'url',
      step: 'where',
      placeholder: 'https://your-company.service-now.com',
    },
    username: {
      label: 'User name',
      input: 'text',
      step: 'access',
      help: 'An integration user; set its time zone to UTC.',
      onlyWith: ['password'],
    },
    knowledge_bases: {
      label: 'Knowledge bases',
      input: 'option_list',
      step: 'choose',
      optionsKey: 'knowledge_bases',
      help: 'Not set means every knowledge base that the account may read.',
    },
    tables: {
      label: 'Tables',
      input: 'table_list',
      step: 'choose',
      optionsKey: 'tables',
      placeholder: 'active=true^priority=1',
      help: 'Records that are read beside the articles. A query is what “Copy query” gives in a list of ServiceNow; it may name fields of the table itself only. Without one, all records are read. The rules that ServiceNow itself has for a table cannot be applied here, so that you choose for each who finds its records; nobody does until then.',
    },
  },
  opensMore: (before, after) => {
    const open = new Set(openTables(before));
    return openTables(after).some((table) => !open.has(table));
  },
  credentialMethods: {
    password: {
      label: 'User name and password',
      help: 'For an integration user.',
      schema: z.strictObject({ password: z.string().min(1).max(4000) }),
      fields: { password: { label: 'Password', input: 'secret' } },
      requires: ['username'],
    },
    oauth_client: {
      label: 'OAuth client credentials',
      help: 'Where the instance allows that grant.',
      schema: z.strictObject({
        client_id: userText({ min: 1, max: 255 }),
        client_secret: userText({ min: 1, max: 4000 }),
      }),
      fields: {
        client_id: { label: 'Client id', input: 'text' },
        client_secret: { label: 'Client secret', input: 'secret' },
      },
      requires: [],
    },
  },
  options: {
    knowledge_bases: { label: 'Knowledge bases', setting: 'knowledge_bases', counted: 'articles' },
    tables: { label: 'Tables', counted: 'records' },
    groups: { label: 'Groups' },
  },
  checks: {
    address: { label: 'Address answers' },
    signed_in: { label: 'Signed in' },
    list_knowledge_bases: { label: 'May list knowledge bases' },
    read_article: { label: 'May read an article' },
    read_tables: { label: 'May read the chosen tables' },
    read_permissions: { label: 'May read permissions', optional: true },
    read_people: { label: 'May read people, groups and roles', optional: true },
  },
  nothingFoundCauses: [
    'The chosen knowledge bases have no published articles.',
    'Access rules of the instance hide the articles from the account.',
  ],
});
