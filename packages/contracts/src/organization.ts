import { z } from 'zod';
import { secondFactorCodeSchema } from './account.ts';
import { MAX_PASSWORD_LENGTH } from './passwords.ts';
import { defineRoute } from './route.ts';
import { userText } from './text.ts';

export const MAX_ORGANIZATION_NAME = 200;

/** Whether what was typed names an organization, as it can be typed: on any keyboard, without what cannot be seen. */
export function namesOrganization(typed: string, name: string): boolean {
  return asTyped(typed) === asTyped(name);
}

function asTyped(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/[‘’ʼ]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim();
}

export const renameOrganization = defineRoute({
  id: 'renameOrganization',
  method: 'PUT',
  path: '/api/organization',
  summary: 'Changes the name of the organization',
  access: 'owner',
  body: z.strictObject({ name: userText({ min: 1, max: MAX_ORGANIZATION_NAME }) }),
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id: z.string(), name: z.string() }) }),
  },
  problems: ['not_found'],
});

export const deleteOrganization = defineRoute({
  id: 'deleteOrganization',
  method: 'DELETE',
  path: '/api/organization',
  summary: 'Deletes the organization with everything of it, here and at the connector',
  access: 'owner',
  body: z.strictObject({
    /** Of the organization that is meant: another tab may have switched to another one. */
    id: z.string().min(1).max(200),
    /** As the person has typed it. */
    name: z.string().max(2 * MAX_ORGANIZATION_NAME),
    /** Of whoever has one; others are known by their session alone. */
    password: z.string().min(1).max(MAX_PASSWORD_LENGTH).optional(),
    /** Of whoever has a second factor. */
    code: secondFactorCodeSchema.optional(),
  }),
  success: {
    status: 200,
    schema: z.object({ data: z.object({ id: z.string(), deleted: z.literal(true) }) }),
  },
  problems: [
    'not_found',
    'organization_differs',
    'invalid_sign_in',
    'second_factor_required',
    'invalid_second_factor',
  ],
});
