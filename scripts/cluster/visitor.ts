/** A signed-in browser of a test, as far as its requests go. */
export type Visitor = {
  ask: (
    method: string,
    path: string,
    body?: unknown,
    // biome-ignore lint/suspicious/noExplicitAny: a test looks into bodies of every shape
  ) => Promise<{ status: number; body: any }>;
  /** Reads live streams one after another, each until it ends. */
  followEvents: (onStream: (frames: string) => void, signal: AbortSignal) => Promise<void>;
};

/** Signs up with an organization of its own. */
export async function signUp(url: string, email: string): Promise<Visitor> {
  let cookie = '';
  async function send(method: string, path: string, body?: unknown): Promise<Response> {
    return fetch(new URL(path, url), {
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

  return {
    ask: async (method, path, body) => {
      const response = await send(method, path, body);
      const text = await response.text();
      return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
    },
    followEvents: async (onStream, signal) => {
      while (!signal.aborted) {
        const headers = { cookie };
        const stream = fetch(new URL('/api/events', url), { headers, signal }).then(readAll);
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
