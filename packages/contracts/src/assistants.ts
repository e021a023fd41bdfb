import { z } from 'zod';
import { defineRoute } from './route.ts';
import { scopeSchema } from './scopes.ts';
import { ROLES } from './session.ts';

const moment = z.iso.datetime({ offset: true });

/** An assistant that somebody connected: it reads what that person may read, in one organization. */
export const assistantSchema = z.object({
  id: z.string(),
  /** As the assistant calls itself. */
  client_name: z.string(),
  /** Where its sign-in came back to, which is what tells one assistant from another that says its name. */
  redirect_host: z.string(),
  scopes: z.array(scopeSchema),
  owner_name: z.string(),
  is_own: z.boolean(),
  connected_at: moment,
  last_used_at: moment.nullable(),
});
export type Assistant = z.output<typeof assistantSchema>;

const one = z.object({ id: z.string().min(1).max(200) });

export const listAssistants = defineRoute({
  id: 'listAssistants',
  method: 'GET',
  path: '/api/assistants',
  summary: 'The assistants that the person who asks connected; for owners all of the organization',
  access: 'account',
  success: {
    status: 200,
    schema: z.object({
      data: z.array(assistantSchema),
      /** The address to give to an assistant. */
      endpoint: z.string(),
    }),
  },
  problems: [],
});

export const endAssistant = defineRoute({
  id: 'endAssistant',
  method: 'DELETE',
  path: '/api/assistants/:id',
  summary: 'Ends an assistant’s access at once: one’s own, and for owners any of the organization',
  access: 'account',
  params: one,
  success: { status: 200, schema: z.object({ data: one }) },
  problems: ['not_found'],
});

/** What an assistant asks a person for, before they have answered. */
export const consentSchema = z.object({
  client_name: z.string(),
  /** Who vouches for the name: the host that describes the client, or nobody. */
  client_host: z.string().nullable(),
  redirect_host: z.string(),
  /** Whether it comes back to a program on the person's own machine: any of them can say any name. */
  is_on_this_machine: z.boolean(),
  scopes: z.array(scopeSchema),
  organizations: z.array(z.object({ id: z.string(), name: z.string(), role: z.enum(ROLES) })),
});
export type Consent = z.output<typeof consentSchema>;

export const getConsent = defineRoute({
  id: 'getConsent',
  method: 'GET',
  path: '/api/consents/:id/request',
  summary: 'What an assistant asks the person for; only in the browser that the assistant opened',
  access: 'account',
  params: one,
  success: { status: 200, schema: z.object({ data: consentSchema }) },
  problems: ['not_found'],
});

export const answerConsent = defineRoute({
  id: 'answerConsent',
  method: 'POST',
  path: '/api/consents/:id/answer',
  summary: 'Allows or refuses it; answers where the browser goes on',
  access: 'account',
  params: one,
  body: z.discriminatedUnion('answer', [
    z.strictObject({ answer: z.literal('allow'), organization_id: z.string().min(1).max(200) }),
    z.strictObject({ answer: z.literal('refuse') }),
  ]),
  success: { status: 200, schema: z.object({ data: z.object({ continue_at: z.string() }) }) },
  problems: ['not_found'],
});
