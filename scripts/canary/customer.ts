import { randomUUID } from 'node:crypto';
import { waitFor } from '@rita/test-kit';
import {
  credentialMethodOf,
  type DataSourceConnection,
  type DataSourceType,
  type getConnector,
  type RouteSuccess,
} from '../../packages/contracts/src/index.ts';
import { sealCredentials, verifyKeyDocument } from '../../packages/contracts/src/sealing/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into bodies of every shape
type Answer = { status: number; body: any };
type Entered = { settings: Record<string, unknown>; credentials: Record<string, string> };

export type Customer = Awaited<ReturnType<typeof signUp>>;

/** Somebody in a browser who signs up, seals what they enter, and keeps all that they are answered. */
export async function signUp(url: string, name: string) {
  const heard: string[] = [];
  let cookie = '';
  async function ask(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        origin: url,
        cookie,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'manual',
    });
    const text = await response.text();
    heard.push(`${method} ${path} ${response.status}`, ...headersOf(response), text);
    if (path.endsWith('/sign-up/email')) cookie = cookieOf(response);
    const isJson = response.headers.get('content-type')?.includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text };
  }

  const email = `${name}@example.com`;
  const password = `correct horse battery ${randomUUID()}`;
  const signedUp = await ask('POST', '/api/auth/sign-up/email', { name, email, password });
  if (signedUp.status !== 200) throw new Error(`sign-up was answered ${JSON.stringify(signedUp)}`);
  const { organization, user } = (await ask('GET', '/api/session')).body.data;
  await ask('POST', '/api/data-sources/seed');

  async function find(type: DataSourceType): Promise<DataSourceConnection> {
    const { data } = (await ask('GET', '/api/data-sources')).body;
    return data.find((one: DataSourceConnection) => one.type === type);
  }

  /** As the page does it: for the keys that the app passes on, when their document is genuine. */
  async function seal(
    type: DataSourceType,
    { settings, credentials }: Entered,
    userId: string = user.id,
  ) {
    const { body } = await ask('GET', '/api/connector');
    const { data, sealing } = body as RouteSuccess<typeof getConnector>;
    const keys = await verifyKeyDocument(data?.key_document ?? '', {
      roots: sealing.roots,
      now: Date.parse(sealing.time) / 1000,
    });
    const run_id = randomUUID();
    const ids = {
      tenant_id: organization.id,
      user_id: userId,
      connection_id: (await find(type)).id,
    };
    const request = { ...ids, connection_type: type, run_id, settings, credentials };
    return { run_id, sealed_credentials: await sealCredentials(keys, request, 0) };
  }

  async function untilIdle(type: DataSourceType): Promise<DataSourceConnection> {
    return waitFor(
      async () => {
        const connection = await find(type);
        return connection.status === 'idle' ? connection : undefined;
      },
      { timeoutMs: 60_000, what: `the end of a run of ${type}` },
    );
  }

  async function start(type: DataSourceType, path: string, body: object = {}): Promise<void> {
    const { id } = await find(type);
    const answer = await ask('POST', `/api/data-sources/${id}/${path}`, body);
    if (answer.status !== 202) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  }

  return {
    url,
    ask,
    find,
    start,
    untilIdle,
    heard,
    organizationId: organization.id as string,
    /** Starts a verification with what was entered, sealed; its end is to be waited for. */
    verify: async (type: DataSourceType, entered: Entered) =>
      start(type, 'verify', { settings: entered.settings, ...(await seal(type, entered)) }),
    /** The same by somebody without an account, who was sent a link. */
    verifyByLink: async (type: DataSourceType, entered: Entered) => {
      const { id } = await find(type);
      const made = await ask('POST', `/api/data-sources/${id}/credential-link`);
      const token = new URL(made.body.data.url).hash.slice('#token='.length);
      const path = '/api/credential-links';
      const { data: asked } = (await ask('POST', `${path}/open`, { token })).body;
      const { credentials } = entered;
      const sealed = await seal(type, { settings: asked.settings, credentials }, asked.user_id);
      const method = credentialMethodOf(type, credentials);
      const answer = await ask('POST', `${path}/submit`, { token, method, ...sealed });
      if (answer.status !== 202) throw new Error(`by a link: ${JSON.stringify(answer)}`);
      const connection = await untilIdle(type);
      const over = (await ask('POST', `${path}/open`, { token })).body.data;
      return { connection, over };
    },
    /** Follows the live events until it is told to stop. */
    listen: (signal: AbortSignal) => listen({ url, cookie, signal, heard }),
  };
}

async function listen(given: {
  url: string;
  cookie: string;
  signal: AbortSignal;
  heard: string[];
}) {
  const { url, cookie, signal, heard } = given;
  const response = await fetch(`${url}/api/events`, { headers: { cookie }, signal });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of response.body ?? [])
      heard.push(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

/** Cookies are the customer's own secret, and stand in no answer but this. */
function headersOf(response: Response): string[] {
  return [...response.headers].map(([name, value]) => `${name}: ${value}`);
}

function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
