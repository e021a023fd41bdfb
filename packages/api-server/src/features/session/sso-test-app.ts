import { startSessionTestApp } from './session-test-app.ts';
import { type Person, startIdentityProvider } from './test-identity-provider.ts';
import { createProviderVisitor } from './visit-provider.ts';

export const PUBLIC_URL = 'http://localhost:3000';
export const CLIENT = { clientId: 'rita', clientSecret: 'a client secret for tests' };

export type SsoTestApp = Awaited<ReturnType<typeof startSsoTestApp>>;
type Options = NonNullable<Parameters<typeof startSessionTestApp>[0]>;
type Provider = Awaited<ReturnType<typeof startIdentityProvider>>;

export function startProvider(): Promise<Provider> {
  return startIdentityProvider({ ...CLIENT, redirectUri: `${PUBLIC_URL}/api/auth/callback/oidc` });
}

/** An app that signs people in at this provider, and what they do there. */
export async function startSsoTestApp(provider: Provider, options: Options = {}) {
  const singleSignOn = { issuer: provider.issuer, ...CLIENT };
  const app = await startSessionTestApp({ singleSignOn, ...options });

  /** The app's client on its way out, and the browser that goes there. */
  async function begin() {
    const client = app.client();
    const body = { provider: 'oidc', callbackURL: '/data-sources' };
    const begun = await client.post('/api/auth/sign-in/social', body);
    if (begun.status !== 200) throw new Error(`refused: ${begun.body.code}`);
    return { client, url: new URL(begun.body.url), visitor: createProviderVisitor(PUBLIC_URL) };
  }

  return {
    ...app,
    begin,
    /** All the way there and back; undefined is somebody who refuses. */
    async signInAs(who: Person | undefined) {
      provider.setPresent(who);
      const { client, url, visitor } = await begin();
      const back = await visitor.visit(url.href);
      const ended = await client.get(back);
      return { client, ended, back, visitor, location: ended.headers.get('location') };
    },
    userOf: (email: string) =>
      app.database.kysely
        .selectFrom('users')
        .selectAll()
        .where('email', '=', email)
        .executeTakeFirst(),
  };
}

export function person(
  name: string,
  claims: Record<string, unknown> = { email_verified: true },
): Person {
  return {
    sub: `subject-of-${name}`,
    name,
    email: `${name.toLowerCase()}@example.com`,
    ...claims,
  };
}
