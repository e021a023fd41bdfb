import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decodeJwt } from 'jose';
import Provider, { type Configuration } from 'oidc-provider';
import { vi } from 'vitest';

/** Somebody at the provider, with exactly these claims. */
export type Person = { sub: string; [claim: string]: unknown };

type Options = { redirectUri: string; clientId: string; clientSecret: string };

/**
 * `oidc-provider`, a certified OpenID Connect provider, on a loopback port: discovery, keys, sessions of
 * its own, codes that work once, and PKCE that it insists on. Only its pages are left out: whoever is
 * `present` agrees at once.
 */
export async function startIdentityProvider(options: Options) {
  const people = new Map<string, Person>();
  let present: Person | undefined;
  let handle: (request: IncomingMessage, response: ServerResponse) => unknown = () => {};
  const server = createServer((request, response) => void handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = createProvider(issuer, configurationOf(options, people));
  let audience: string | undefined;
  provider.use(async (context, next) => {
    await next();
    const body = context.body as { id_token?: string } | undefined;
    if (audience === undefined || body?.id_token === undefined) return;
    body.id_token = await issueFor(provider, audience, body.id_token);
  });
  const callback = provider.callback();
  handle = async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return callback(request, response);
    await agree(provider, { request, response, accountId: present?.sub });
  };
  return {
    issuer,
    provider,
    /** Who sits in front of the browser from now on; undefined: somebody who refuses. */
    setPresent(person: Person | undefined) {
      present = person;
      if (person) people.set(person.sub, person);
    },
    /** Whom ID tokens are for from now on, whoever asks; undefined: for who asks. */
    setAudience(clientId: string | undefined) {
      audience = clientId;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** A client of the provider that is not the app. */
export const OTHER_CLIENT = 'somebody-else';

/** The same claims, issued anew and as genuinely, for a client. */
async function issueFor(provider: Provider, clientId: string, idToken: string): Promise<string> {
  const client = await provider.Client.find(clientId);
  if (client === undefined) throw new Error(`the provider does not know ${clientId}`);
  const { iss: _, aud: __, exp: ___, iat: ____, ...claims } = decodeJwt(idToken);
  const token = new provider.IdToken({ sub: claims.sub }, { client });
  for (const [name, value] of Object.entries(claims)) token.set(name, value);
  return token.issue({ use: 'idtoken' });
}

/** It warns of what makes it a provider for development: keys and storage in memory. */
function createProvider(issuer: string, configuration: Configuration): Provider {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  try {
    return new Provider(issuer, configuration);
  } finally {
    warn.mockRestore();
  }
}

function configurationOf(options: Options, people: Map<string, Person>): Configuration {
  return {
    clients: [
      {
        client_id: options.clientId,
        client_secret: options.clientSecret,
        redirect_uris: [options.redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
      {
        client_id: OTHER_CLIENT,
        client_secret: options.clientSecret,
        redirect_uris: [options.redirectUri],
      },
    ],
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => people.get(sub) ?? { sub } }),
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified', 'xms_edov', 'verified_primary_email'],
      profile: ['name'],
    },
    // The app reads the ID token and asks nobody a second time.
    conformIdTokenClaims: false,
    ttl: {
      AccessToken: 60,
      AuthorizationCode: 60,
      Grant: 60,
      IdToken: 60,
      Interaction: 60,
      Session: 60,
    },
    pkce: { required: () => true },
    interactions: { url: (_context, interaction) => `/interaction/${interaction.uid}` },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    cookies: { keys: ['only for these tests'] },
  };
}

async function agree(
  provider: Provider,
  given: { request: IncomingMessage; response: ServerResponse; accountId: string | undefined },
) {
  const { request, response, accountId } = given;
  if (accountId === undefined) {
    const refusal = { error: 'access_denied', error_description: 'the person refused' };
    return provider.interactionFinished(request, response, refusal);
  }
  const { params, prompt } = await provider.interactionDetails(request, response);
  if (prompt.name === 'login') {
    return provider.interactionFinished(request, response, { login: { accountId } });
  }
  const grant = new provider.Grant({ accountId, clientId: String(params.client_id) });
  grant.addOIDCScope(String(params.scope));
  const grantId = await grant.save();
  return provider.interactionFinished(request, response, { consent: { grantId } });
}
