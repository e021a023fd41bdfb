import type { ClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import { tidyClient } from './tidy-client.ts';

const knownSchema = z.array(
  z.object({
    client_id: z.string().min(1).max(200),
    client_name: z.string().min(1).max(200),
    /** Absent for a program that cannot keep one. */
    client_secret: z.string().min(32).max(500).optional(),
    redirect_uris: z.array(z.string()).min(1),
  }),
);

/** Reads `OAUTH_CLIENTS`. What is wrong with it is named; what stands in it, a secret among it, never is. */
export function parseKnownClients(text: string, context: z.RefinementCtx): ClientMetadata[] {
  const parsed = knownSchema.safeParse(parseJson(text));
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path.join('.') ?? '';
    context.addIssue(`must be a list of clients in JSON; see ${path || 'the whole of it'}`);
    return z.NEVER;
  }
  const ids = parsed.data.map(({ client_id }) => client_id);
  if (new Set(ids).size < ids.length) {
    context.addIssue('has two clients with the same client_id');
    return z.NEVER;
  }
  try {
    return parsed.data.map((client) => {
      const { application_type, grant_types, redirect_uris, response_types } = tidyClient(client);
      const token_endpoint_auth_method =
        client.client_secret === undefined ? ('none' as const) : ('client_secret_post' as const);
      return {
        ...client,
        ...{ grant_types, redirect_uris, response_types, token_endpoint_auth_method },
        ...(application_type === undefined ? {} : { application_type }),
      };
    });
  } catch {
    context.addIssue('has a redirect address that is not allowed');
    return z.NEVER;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
