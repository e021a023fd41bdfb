/** A signed-in browser of a test, as far as its requests go. */
export type Visitor = {
  ask: (
    method: string,
    path: string,
    body?: unknown,
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into bodies of every shape
  ) => Promise<{ status: number; body: any }>;
  /** The live stream; its headers have come. */
  openEvents: (signal: AbortSignal) => Promise<Response>;
  /** Reads live streams one after another, each until it ends. */
  followEvents: (onStream: (frames: string) => void, signal: AbortSignal) => Promise<void>;
};

/**
 * Signs up with an organization of its own.
 *
 * @param via where its requests go, when another balancer stands at the address that it believes in
 */
export async function signUp(url: string, email: string, via = url): Promise<Visitor> {
  let cookie = '';
  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(new URL(path, via), {
      method,
      headers: { origin: url, cookie, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
  const account = { name: 'Visitor', email, password: 'correct horse battery' };
  const signedUp = await send('POST', '/api/auth/sign-up/email', account);
  if (!signedUp.ok) throw new Error(`sign-up was answered with ${signedUp.status}`);
  cookie = signedUp.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');

  const openEvents: Visitor['openEvents'] = (signal) =>
    fetch(new URL('/api/events', via), { headers: { cookie }, signal });

  return {
    openEvents,
    ask: async (method, path, body) => {
      const response = await send(method, path, body);
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    followEvents: async (onStream, signal) => {
      while (!signal.aborted) {
        const stream = openEvents(signal).then(readAll);
        const frames = await stream.catch((error: unknown) => {
          if (!signal.aborted) throw error;
        });
        if (frames !== undefined) onStream(frames);
      }
    },
  };
}

async function readAll(response: Response): Promise<string> {
  return `${response.status}\n${await response.text()}`;
}
