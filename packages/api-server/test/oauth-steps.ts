import { createHash, randomBytes } from 'node:crypto';
import type { TestApp, TestUser } from './start-test-app.ts';

type Flow = {
  clientId: string;
  redirectUri: string;
  /** What a client sends of these three; absent: as the newest ones do. */
  resource?: string | null;
  scope?: string | null;
  state?: string;
  organizationId?: string;
  answer?: 'allow' | 'refuse';
};

/** Keeps cookies by name and path as a browser does, and sends those that belong to an address. */
export function createJar() {
  const cookies = new Map<string, { value: string; path: string }>();
  return {
    keep(headers: Headers) {
      for (const line of headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split('; ');
        const [name = '', value = ''] = pair.split(/=(.*)/s);
        const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? '/';
        if (value === '') cookies.delete(`${name} ${path}`);
        else cookies.set(`${name} ${path}`, { value, path });
      }
    },
    header(path: string): string {
      return [...cookies]
        .filter(([, cookie]) => path.startsWith(cookie.path))
        .map(([key, cookie]) => `${key.split(' ')[0]}=${cookie.value}`)
        .join('; ');
    },
  };
}

export function pkce() {
  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return { verifier, challenge };
}

/** A browser in front of the app in which somebody may be signed in. */
export function createBrowser(app: TestApp, user?: TestUser) {
  const jar = createJar();
  const base = app.deps.publicUrl;
  return {
    async go(address: string, init: { method?: string; body?: unknown } = {}) {
      const url = new URL(address, base);
      const cookie = [user?.cookie, jar.header(url.pathname)].filter(Boolean).join('; ');
      const response = await fetch(url, {
        method: init.method ?? 'GET',
        redirect: 'manual',
        headers: {
          cookie,
          accept: 'text/html, application/json',
          ...(init.body === undefined ? {} : { 'content-type': 'application/json', origin: base }),
        },
        ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      });
      jar.keep(response.headers);
      const text = await response.text();
      const isJson = response.headers.get('content-type')?.includes('json');
      return {
        status: response.status,
        location: response.headers.get('location') ?? '',
        body: isJson ? JSON.parse(text) : text,
      };
    },
  };
}

/** Sends the browser to the authorization server, as a client does; answers where it is sent from there. */
export async function begin(
  app: TestApp,
  browser: ReturnType<typeof createBrowser>,
  flow: Flow & { challenge: string },
) {
  const query = new URLSearchParams({
    client_id: flow.clientId,
    redirect_uri: flow.redirectUri,
    response_type: 'code',
    code_challenge: flow.challenge,
    code_challenge_method: 'S256',
    state: flow.state ?? 'a state',
  });
  const resource = flow.resource === undefined ? `${app.deps.publicUrl}/mcp` : flow.resource;
  if (resource !== null) query.set('resource', resource);
  if (flow.scope !== null) query.set('scope', flow.scope ?? 'documents:read');
  return browser.go(`/oauth/authorize?${query}`);
}

/** From the client's button to its redirect address: what it is sent there. */
export async function authorize(app: TestApp, user: TestUser, flow: Flow) {
  const { verifier, challenge } = pkce();
  const browser = createBrowser(app, user);
  const started = await begin(app, browser, { ...flow, challenge });
  return { verifier, ...(await answerConsent(browser, started, { user, ...flow })) };
}

/** Opens an address of the authorization server and says yes there; answers where the browser ends up. */
export async function allowAt(app: TestApp, user: TestUser, address: string) {
  const browser = createBrowser(app, user);
  return (await answerConsent(browser, await browser.go(address), { user })).back;
}

type Page = Awaited<ReturnType<ReturnType<typeof createBrowser>['go']>>;

async function answerConsent(
  browser: ReturnType<typeof createBrowser>,
  started: Page,
  { user, answer, organizationId }: Pick<Flow, 'answer' | 'organizationId'> & { user: TestUser },
) {
  if (!started.location.includes('/api/consents/')) {
    throw new Error(
      `no consent: ${started.status} ${started.location} ${JSON.stringify(started.body)}`,
    );
  }
  const page = await browser.go(started.location);
  const id = new URL(page.location).pathname.split('/').at(-1);
  const asked = await browser.go(`/api/consents/${id}/request`);
  const body =
    answer === 'refuse'
      ? { answer }
      : { answer: 'allow', organization_id: organizationId ?? user.organizationId };
  const answered = await browser.go(`/api/consents/${id}/answer`, { method: 'POST', body });
  if (answered.status !== 200) throw new Error(`no answer: ${JSON.stringify(answered.body)}`);
  const back = await browser.go(answered.body.data.continue_at);
  return { consent: asked.body.data, back: new URL(back.location) };
}

export async function postForm(
  app: TestApp,
  path: string,
  form: Record<string, string | undefined>,
  headers: Record<string, string> = {},
) {
  const given = Object.entries(form).filter((entry): entry is [string, string] => !!entry[1]);
  const response = await fetch(`${app.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(given),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? {} : JSON.parse(text),
    headers: response.headers,
  };
}

/** The whole way: sign-in, consent and the exchange for tokens. */
export async function connect(
  app: TestApp,
  user: TestUser,
  flow: Flow & { clientSecret?: string; tokenResource?: string },
) {
  const { back, verifier, consent } = await authorize(app, user, flow);
  const tokens = await postForm(app, '/oauth/token', {
    grant_type: 'authorization_code',
    code: back.searchParams.get('code') ?? undefined,
    redirect_uri: flow.redirectUri,
    client_id: flow.clientId,
    client_secret: flow.clientSecret,
    code_verifier: verifier,
    resource: flow.tokenResource,
  });
  if (tokens.status !== 200) throw new Error(`no tokens: ${JSON.stringify(tokens.body)}`);
  return {
    back,
    consent,
    ...(tokens.body as {
      access_token: string;
      refresh_token: string;
      scope: string;
      expires_in: number;
    }),
  };
}

export const refresh = (app: TestApp, clientId: string, token: string, more = {}) =>
  postForm(app, '/oauth/token', {
    grant_type: 'refresh_token',
    refresh_token: token,
    client_id: clientId,
    ...more,
  });

export const REDIRECT = 'https://assistant.example/callback';

/** A client that registers itself as assistants do; answers its id. */
export async function registerClient(
  app: TestApp,
  more: Record<string, unknown> = {},
): Promise<string> {
  const answer = await register(app, {
    client_name: 'An assistant',
    redirect_uris: [REDIRECT],
    token_endpoint_auth_method: 'none',
    ...more,
  });
  if (answer.status !== 201) throw new Error(`not registered: ${JSON.stringify(answer.body)}`);
  return answer.body.client_id;
}

export async function register(app: TestApp, metadata: Record<string, unknown>) {
  const response = await fetch(`${app.url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(metadata),
  });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  return { status: response.status, body: (await response.json()) as any };
}
