import { z } from 'zod';
import { userText } from '../text.ts';
import { addressSchema, defineSourceType } from './source-type.ts';

const domains = z
  .array(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^([a-z0-9-]+\.)+[a-z0-9-]{2,}$/, 'must be a domain'),
  )
  .max(200);

export const websearch = defineSourceType({
  type: 'websearch',
  name: 'Web search',
  description: 'Keeps the pages that your saved queries find on the public web.',
  needs:
    'You will need the address of a SearXNG server, or an API key from Brave or Tavily. It takes about two minutes.',
  documentNoun: { one: 'page', many: 'pages' },
  settings: z.strictObject({
    provider: z.enum(['searxng', 'brave', 'tavily']),
    url: addressSchema.optional(),
    queries: z
      .array(userText({ min: 1, max: 400 }))
      .max(100)
      .optional(),
    allowed_domains: domains.optional(),
    blocked_domains: domains.optional(),
    language: z
      .string()
      .regex(/^[a-z]{2}(-[A-Z]{2})?$/, 'must be a language like en or de-CH')
      .optional(),
    results_per_query: z.int().min(1).max(50).optional(),
    safe_search: z.enum(['off', 'moderate', 'strict']).optional(),
    categories: z
      .array(userText({ min: 1, max: 100 }))
      .max(50)
      .optional(),
    engines: z
      .array(userText({ min: 1, max: 100 }))
      .max(100)
      .optional(),
    internal_pages: z.enum(['nobody', 'everyone']).optional(),
  }),
  binding: {
    provider: 'bound',
    url: 'bound',
    queries: 'free',
    // Where pages are read from that a search has found: always without the key.
    allowed_domains: 'free',
    blocked_domains: 'free',
    language: 'free',
    results_per_query: 'free',
    safe_search: 'free',
    categories: 'free',
    engines: 'free',
    internal_pages: 'free',
  },
  settingFields: {
    provider: {
      label: 'Provider',
      input: 'select',
      step: 'where',
      choices: [
        { value: 'searxng', label: 'SearXNG (your own server)' },
        { value: 'brave', label: 'Brave Search' },
        { value: 'tavily', label: 'Tavily' },
      ],
    },
    url: {
      label: 'Address of the SearXNG server',
      input: 'url',
      step: 'where',
      placeholder: 'https://search.your-company.com',
      neededFor: { setting: 'provider', values: ['searxng'] },
      help: 'Only for SearXNG. Its JSON format must be switched on.',
    },
    queries: {
      label: 'Saved queries',
      input: 'text_list',
      step: 'choose',
      neededToSync: true,
      help: 'Each sync runs these and keeps the pages found, as their sites’ robots.txt allows.',
    },
    allowed_domains: { label: 'Only these domains', input: 'text_list', step: 'choose' },
    blocked_domains: { label: 'Never these domains', input: 'text_list', step: 'choose' },
    results_per_query: {
      label: 'Pages for each query',
      input: 'number',
      step: 'choose',
      placeholder: '20',
      help: 'At most 50; Tavily gives at most 20.',
      advanced: true,
    },
    language: {
      label: 'Language',
      input: 'text',
      step: 'choose',
      placeholder: 'en',
      help: 'Such as de or de-CH. Tavily takes no language.',
      advanced: true,
    },
    safe_search: {
      label: 'Safe search',
      input: 'select',
      step: 'choose',
      advanced: true,
      choices: [
        { value: 'off', label: 'Off' },
        { value: 'moderate', label: 'Moderate' },
        { value: 'strict', label: 'Strict' },
      ],
    },
    categories: {
      label: 'Categories',
      input: 'option_list',
      step: 'choose',
      optionsKey: 'categories',
      help: 'Only for SearXNG.',
      advanced: true,
    },
    engines: {
      label: 'Engines',
      input: 'option_list',
      step: 'choose',
      optionsKey: 'engines',
      help: 'Only for SearXNG. Not set means all that are switched on there.',
      advanced: true,
    },
    internal_pages: {
      label: 'Who finds pages of your own network',
      input: 'select',
      step: 'choose',
      choices: [
        { value: 'nobody', label: 'Nobody' },
        { value: 'everyone', label: 'Everybody in the organization' },
      ],
      help: 'Pages that only your operator’s EGRESS_ALLOW makes reachable. Nobody tells who may open them there.',
      advanced: true,
    },
  },
  opensMore: (before, after) =>
    after.internal_pages === 'everyone' && before.internal_pages !== 'everyone',
  credentialMethods: {
    api_key: {
      label: 'API key',
      help: 'For Brave and Tavily, or a SearXNG behind a proxy: a bearer token, or “user:password”.',
      schema: z.strictObject({ api_key: userText({ min: 1, max: 4000 }) }),
      fields: { api_key: { label: 'API key', input: 'secret' } },
      requires: [],
    },
    none: {
      label: 'No key',
      help: 'For an open SearXNG server.',
      schema: z.strictObject({}),
      fields: {},
      requires: ['url'],
    },
  },
  options: {
    engines: { label: 'Engines', setting: 'engines' },
    categories: { label: 'Categories', setting: 'categories' },
  },
  checks: {
    address: { label: 'Address answers' },
    signed_in: { label: 'Key accepted' },
    trial_query: { label: 'A trial query finds something' },
  },
  answersQueries: true,
  nothingFoundCauses: [
    'The saved queries find nothing in the allowed domains.',
    'The pages found do not allow robots to read them.',
  ],
});
