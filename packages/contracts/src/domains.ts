import { z } from 'zod';
import { defineRoute } from './route.ts';

const moment = z.iso.datetime({ offset: true });

/** What the DNS was asked for came to, the last time. */
export const DOMAIN_FINDINGS = ['found', 'absent', 'unanswered'] as const;
export type DomainFinding = (typeof DOMAIN_FINDINGS)[number];

/** A mail domain that an organization says to be its own, and whether its DNS says so too. */
export const domainSchema = z.object({
  id: z.uuid(),
  domain: z.string(),
  /** The text of a TXT record of the domain that proves it. */
  record: z.string(),
  /** When the record was first found; null: it is not proved yet. */
  proved_at: moment.nullable(),
  checked_at: moment.nullable(),
  finding: z.enum(DOMAIN_FINDINGS).nullable(),
  created_at: moment,
});
export type Domain = z.output<typeof domainSchema>;

/** As `normalizeMailAddress` takes it behind the sign, and with more than one label. */
const domainName = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(
    /^(?=.*[a-z])[a-z\d]([a-z\d-]*[a-z\d])?(\.[a-z\d]([a-z\d-]*[a-z\d])?)+$/,
    'must be a domain such as example.com',
  );

const params = z.object({ id: z.uuid() });
const one = z.object({ data: domainSchema });

export const listDomains = defineRoute({
  id: 'listDomains',
  method: 'GET',
  path: '/api/domains',
  summary: 'The mail domains that the organization has proved, or wants to',
  access: 'owner',
  success: { status: 200, schema: z.object({ data: z.array(domainSchema) }) },
  problems: [],
});

export const addDomain = defineRoute({
  id: 'addDomain',
  method: 'POST',
  path: '/api/domains',
  summary: 'Begins to prove a domain; answers the TXT record that it takes',
  access: 'owner',
  body: z.strictObject({ domain: domainName }),
  success: { status: 201, schema: one },
  problems: ['domain_exists', 'too_many_domains'],
});

export const checkDomain = defineRoute({
  id: 'checkDomain',
  method: 'POST',
  path: '/api/domains/:id/check',
  summary: 'Looks for the TXT record now',
  access: 'owner',
  params,
  success: { status: 200, schema: one },
  problems: ['not_found', 'too_many_requests'],
});

export const removeDomain = defineRoute({
  id: 'removeDomain',
  method: 'DELETE',
  path: '/api/domains/:id',
  summary: 'Forgets a domain; addresses of it count like all others again',
  access: 'owner',
  params,
  success: { status: 200, schema: z.object({ data: z.object({ id: z.uuid() }) }) },
  problems: ['not_found'],
});
