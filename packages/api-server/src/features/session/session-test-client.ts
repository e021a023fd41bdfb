type Answer = {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  body: any;
};

export type SessionClient = ReturnType<typeof createSessionClient>;

/** A browser as far as these tests go: keeps cookies and sends its Origin. */
export function createSessionClient(
  url: string,
  origin: string,
  headers: Record<string, string> = {},
) {
  const cookies = new Map<string, string>();

  async function send(method: string, path: string, body?: unknown): Promise<Answer> {
    const response = await fetch(new URL(path, url), {
      method,
      redirect: 'manual',
      headers: {
        origin,
        ...(cookies.size > 0 ? { cookie: cookieHeader() } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const cookie of response.headers.getSetCookie()) keep(cookie);
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: parsed(text) };
  }

  function keep(cookie: string) {
    const [pair = '', ...attributes] = cookie.split('; ');
    const split = pair.indexOf('=');
    const gone = attributes.some((attribute) => attribute.toLowerCase() === 'max-age=0');
    if (gone) cookies.delete(pair.slice(0, split));
    else cookies.set(pair.slice(0, split), pair.slice(split + 1));
  }

  const cookieHeader = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

  return {
    cookies,
    get: (path: string) => send('GET', path),
    post: (path: string, body: unknown = {}) => send('POST', path, body),
    put: (path: string, body: unknown) => send('PUT', path, body),
    remove: (path: string, body?: unknown) => send('DELETE', path, body),
    signUp: (name: string, password = 'correct horse battery') =>
      send('POST', '/api/auth/sign-up/email', {
        name,
        email: `${name.toLowerCase()}@example.com`,
        password,
      }),
    signIn: (name: string, password = 'correct horse battery') =>
      send('POST', '/api/auth/sign-in/email', {
        email: `${name.toLowerCase()}@example.com`,
        password,
      }),
    signOut: () => send('POST', '/api/auth/sign-out', {}),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
