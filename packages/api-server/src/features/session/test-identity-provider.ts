import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
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
    close: () => new Promise((resolve) => server.close(resolve)),
  };
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
