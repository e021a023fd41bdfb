import type { ClientMetadata } from 'oidc-provider';
import { z } from 'zod';
import { type ClientMetadata as TidyClient, tidyClient } from './tidy-client.ts';

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
  try {
    return parsed.data.map((client) => ({
      ...withoutKeys(tidyClient(client)),
      client_id: client.client_id,
      token_endpoint_auth_method:
        client.client_secret === undefined ? 'none' : 'client_secret_post',
    }));
  } catch {
    context.addIssue('has a redirect address that is not allowed');
    return z.NEVER;
  }
}

/** The operator’s clients have a secret or none, and no keys. */
function withoutKeys({
  jwks: _,
  jwks_uri: __,
  ...client
}: TidyClient): Omit<TidyClient, 'jwks' | 'jwks_uri'> {
  return client;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
