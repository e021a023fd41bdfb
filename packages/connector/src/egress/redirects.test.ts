import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Handler, startLoopback } from './testing.ts';

let loopback: Awaited<ReturnType<typeof startLoopback>>;
let base: string;
let otherBase: string;
let http: Awaited<ReturnType<typeof startLoopback>>['http'];
const serve = (handler: Handler) => loopback.answer(handler);

beforeAll(async () => {
  loopback = await startLoopback();
  ({ base, otherBase, http } = loopback);
});
afterAll(() => loopback.close());

describe('redirects', () => {
  const seen: { url: string; authorization: string | undefined; key: unknown }[] = [];
  const headers = { authorization: 'Bearer secret', 'x-api-key': 'secret' };
  beforeEach(() => {
    seen.length = 0;
  });
  const redirectTo = (location: string): Handler => {
    return (request, response) => {
      const { authorization } = request.headers;
      seen.push({ url: request.url ?? '', authorization, key: request.headers['x-api-key'] });
      if (request.url === '/from') response.writeHead(302, { location });
      response.end('{}');
    };
  };

  test('within the origin are followed with the headers', async () => {
    serve(redirectTo('/to'));
    const answer = await http.send({ url: `${base}/from`, headers });
    expect(answer.url).toBe(`${base}/to`);
    expect(seen[1]).toMatchObject({ url: '/to', authorization: 'Bearer secret' });
  });

  test('to another host are handed back unless asked for', async () => {
    serve(redirectTo(`${otherBase}/to`));
    const answer = await http.send({ url: `${base}/from`, headers });
    expect(answer.status).toBe(302);
    expect(seen).toHaveLength(1);
  });

  test('to another host go without what says who we are', async () => {
    serve(redirectTo(`${otherBase}/to`));
    const answer = await http.send({ url: `${base}/from`, headers, redirects: 'to_other_hosts' });
    expect(answer.status).toBe(200);
    expect(seen[1]).toEqual({ url: '/to', authorization: undefined, key: undefined });
  });

  test.each([
    'http://169.254.169.254/',
    'http://localhost/',
    'file:///etc/passwd',
    'http://[::1]/',
    '//169.254.169.254/latest/meta-data/',
    'https://10.0.0.1/',
    'https://167772161/',
    'https://0xa.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://user:pass@example.com/',
    'https://example.com:5432/',
    'http://example.com/',
    'gopher://127.0.0.1:6379/_INFO',
    'javascript:alert(1)',
  ])('to %s are refused', async (location) => {
    serve(redirectTo(location));
    await expect(
      http.send({ url: `${base}/from`, redirects: 'to_other_hosts' }),
    ).rejects.toMatchObject({ code: 'blocked_address' });
  });

  test.each([
    ['UTF-8', '/caf\u00c3\u00a9', '/caf%C3%A9'],
    ['Latin-1', '/caf\u00e9', '/caf%E9'],
    ['escaped already', '/caf%C3%A9', '/caf%C3%A9'],
    ['with blanks around', '  /to\t', '/to'],
    ['relative', 'to?a=b', '/to?a=b'],
    ['of the same host, without a protocol', '//HOST/to', '/to'],
  ])('to a Location in bytes: %s', async (_, location, expected) => {
    serve(redirectTo(location.replace('HOST', new URL(base).host)));
    expect((await http.send({ url: `${base}/from` })).url).toBe(`${base}${expected}`);
    expect(seen[1]?.url).toBe(expected);
  });

  test('with an empty Location are handed back', async () => {
    serve(redirectTo(''));
    expect((await http.send({ url: `${base}/from` })).status).toBe(302);
  });

  test('in a circle end', async () => {
    serve(redirectTo('/from'));
    await expect(http.send({ url: `${base}/from` })).rejects.toMatchObject({
      code: 'wrong_edition',
    });
  });
});
