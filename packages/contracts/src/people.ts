import { z } from 'zod';
import { accountsAnswerSchema, personMatchSchema } from './access.ts';
import { dataSourceTypeSchema } from './catalogue/index.ts';
import { defineRoute } from './route.ts';

/** What the address of a person is worth to the sources' permissions. */
export const ADDRESS_STATES = ['proved', 'not_proved', 'single_sign_on_only'] as const;
/**
 * - `proved`: accounts of sources are found by it
 * - `not_proved`: nobody has shown yet that it is this person's
 * - `single_sign_on_only`: its domain is one that the organization proved to be its own, so that it
 *   counts for those alone whom the identity provider vouches for
 */
export type AddressState = (typeof ADDRESS_STATES)[number];

/** A connection whose source knows people, or may do so once it was read. */
export const peopleSourceSchema = z.object({
  connection_id: z.uuid(),
  name: z.string(),
  type: dataSourceTypeSchema,
  /** Whether its people were read to a proven end before; until then nobody is known there. */
  is_read: z.boolean(),
});
export type PeopleSource = z.output<typeof peopleSourceSchema>;

const matches = {
  address_state: z.enum(ADDRESS_STATES),
  /** By connection; one that is not among them is `none`. */
  matches: z.record(z.uuid(), personMatchSchema),
};

/** How a member is known at the sources. `person_id` is the id of the membership, not of the user. */
export const personSchema = z.object({ person_id: z.string(), ...matches });
export type Person = z.output<typeof personSchema>;

export const listPeople = defineRoute({
  id: 'listPeople',
  method: 'GET',
  path: '/api/people',
  summary: 'How the members of the organization are known at its sources',
  access: 'admin',
  success: {
    status: 200,
    schema: z.object({
      data: z.object({ sources: z.array(peopleSourceSchema), people: z.array(personSchema) }),
    }),
  },
  problems: ['documents_unavailable', 'access_not_supported'],
});

export const getOwnMatches = defineRoute({
  id: 'getOwnMatches',
  method: 'GET',
  path: '/api/account/matches',
  summary: 'How the person who asks is known at the sources of the organization',
  access: 'account',
  success: {
    status: 200,
    schema: z.object({
      data: z.object({ sources: z.array(peopleSourceSchema), ...matches }),
    }),
  },
  problems: ['documents_unavailable', 'access_not_supported'],
});

export const findSourceAccounts = defineRoute({
  id: 'findSourceAccounts',
  method: 'GET',
  path: '/api/data-sources/:id/accounts',
  summary: 'Accounts of the source whose name or address has the words, for an assignment',
  access: 'owner',
  params: z.object({ id: z.uuid() }),
  query: z.strictObject({ query: z.string().max(200).default('') }),
  success: { status: 200, schema: accountsAnswerSchema },
  problems: ['not_found', 'documents_unavailable', 'access_not_supported'],
});

export const assignAccount = defineRoute({
  id: 'assignAccount',
  method: 'PUT',
  path: '/api/data-sources/:id/people/:person_id',
  summary: 'Says which account of the source is a member’s; null takes that back',
  access: 'owner',
  params: z.object({ id: z.uuid(), person_id: z.string().min(1).max(200) }),
  body: z.strictObject({ account_id: z.string().min(1).max(500).nullable() }),
  success: { status: 200, schema: z.object({ data: personSchema }) },
  problems: ['not_found', 'documents_unavailable', 'access_not_supported', 'unknown_account'],
});
