import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiApp } from './api-app.ts';

let at: Awaited<ReturnType<typeof openApiApp>>;
beforeAll(async () => {
  at = await openApiApp();
});
afterAll(() => at.close());

test.each(['/index.html', '/data-sources', '/apiX/events', '/docs/static/index.css'])(
  '%s is sent whole, whatever is asked of parts and versions',
  async (url) => {
    const host = new URL(at.url).host;
    const whole = await at.app.inject({ url, headers: { host } });
    expect(whole.statusCode).toBe(200);
    for (const headers of [
      { range: 'bytes=1000000-' },
      { range: 'bytes=0-3', 'if-range': 'Thu, 01 Jan 1970 00:00:00 GMT' },
      { 'if-match': '"1", "2"' },
      { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
    ]) {
      const answer = await at.app.inject({ url, headers: { host, ...headers } });
      expect([answer.statusCode, answer.body]).toEqual([200, whole.body]);
    }
  },
);
