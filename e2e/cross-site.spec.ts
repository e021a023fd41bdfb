import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Response as PageResponse } from '@playwright/test';
import { ROUTES, type Route } from '@rita/contracts';
import { expect, type Page, signUp, test } from './fixtures.ts';

type Attempt = { method: string; path: string };

/** Of the sign-in library; its routes are not in our list. */
const SESSION_ROUTES = ['sign-out', 'change-password', 'organization/invite-member'];

function attemptsOn(id: string): Attempt[] {
  const own = (ROUTES as readonly Route[]).filter(({ access }) => access !== 'connector');
  return [
    ...own.map(({ method, path }) => ({ method, path: path.replaceAll(/:\w+/g, id) })),
    ...SESSION_ROUTES.map((name) => ({ method: 'POST', path: `/api/auth/${name}` })),
  ];
}

/** A site of somebody else, on a port of its own. */
async function startForeignSite() {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end('<!doctype html><title>Win a prize</title><iframe name="frame"></iframe>');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  return { port: (server.address() as AddressInfo).port, close };
}

/** Tries each in every way that a page has; answers what it could read of the app. */
function attack(page: Page, app: string, attempts: Attempt[]): Promise<string[]> {
  return page.evaluate(
    async ({ app, attempts }) => {
      const read: string[] = [];
      const noteIfReadable = async (what: string, answer: Promise<Response>) => {
        const { type, status } = await answer.catch(() => ({ type: 'opaque', status: 0 }));
        if (type !== 'opaque') read.push(`${what}: ${status}`);
      };
      const frame = document.querySelector('iframe') as HTMLIFrameElement;
      const submit = async (path: string) => {
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', enctype: 'text/plain', action: app + path });
        form.target = frame.name;
        form.innerHTML = `<input name='{"name":"taken over","x":"' value='"}'>`;
        document.body.append(form);
        const loaded = new Promise((resolve) =>
          frame.addEventListener('load', resolve, { once: true }),
        );
        form.submit();
        await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 3_000))]);
      };
      for (const { method, path } of attempts) {
        const url = app + path;
        const common = {
          method,
          credentials: 'include',
          signal: AbortSignal.timeout(3_000),
        } as const;
        if (method === 'GET') {
          await noteIfReadable(`GET ${path}`, fetch(url, common));
          continue;
        }
        const headers = { 'content-type': 'application/json' };
        await noteIfReadable(`${method} ${path}`, fetch(url, { ...common, headers, body: '{}' }));
        if (method !== 'POST') continue;
        const plain = fetch(url, { ...common, mode: 'no-cors', body: '{}' });
        await noteIfReadable(`plain POST ${path}`, plain);
        await submit(path);
      }
      const events = new EventSource(`${app}/api/events`, { withCredentials: true });
      await new Promise<void>((resolve) => {
        events.onerror = () => resolve();
        events.onopen = () => resolve(void read.push('the event stream'));
      });
      events.close();
      return read;
    },
    { app, attempts },
  );
}

/** The app's answers to what could have an effect. A page's own requests show none: the browser withholds them. */
function watchAnswers(page: Page, app: string) {
  const answers: Promise<{ url: string; status: number; hasCookie: boolean }>[] = [];
  const readAnswer = async (answer: PageResponse) => {
    const headers = await answer.request().allHeaders();
    const hasCookie = headers.cookie !== undefined;
    return { url: answer.url(), status: answer.status(), hasCookie };
  };
  page.on('response', (answer) => {
    const isOfApp = new URL(answer.url()).origin === app;
    if (isOfApp && answer.request().method() === 'POST') answers.push(readAnswer(answer));
  });
  return () => Promise.all(answers);
}

// With another port of the same host the browser sends the cookie along, since cookies know of no
// ports: nothing but the app's own check is left then.
for (const [host, isSameSite] of [
  ['localhost', true],
  ['127.0.0.1', false],
] as const) {
  test(`a page of ${host} with another port reads and changes nothing (row 90)`, async ({
    browser,
    stack,
  }) => {
    const site = await startForeignSite();
    const context = await browser.newContext({ baseURL: stack.url });
    await signUp(context, stack.url);
    const get = async (path: string) => (await context.request.get(path)).text();
    await context.request.post('/api/data-sources/seed', { headers: { origin: stack.url } });
    const before = [await get('/api/data-sources'), await get('/api/audit-events')];
    const { data } = JSON.parse(before[0] ?? '') as { data: { id: string }[] };

    const page = await context.newPage();
    const answered = watchAnswers(page, stack.url);
    await page.goto(`http://${host}:${site.port}/`);
    const attempts = attemptsOn(data[0]?.id ?? '');
    expect(await attack(page, stack.url, attempts)).toEqual([]);
    const forms = attempts.filter(({ method }) => method === 'POST');
    // The browser tells of what frames were answered apart from what their page does.
    const count = async () => (await answered()).length;
    await expect.poll(count).toBeGreaterThanOrEqual(forms.length);
    const answers = await answered();
    expect(answers.filter(({ status }) => status !== 403)).toEqual([]);
    expect(answers.some(({ hasCookie }) => hasCookie)).toBe(isSameSite);

    await page.evaluate((app) => {
      (document.querySelector('iframe') as HTMLIFrameElement).src = `${app}/data-sources`;
    }, stack.url);
    await expect.poll(() => page.frame('frame')?.url()).toMatch(/^chrome-error:/);
    expect([await get('/api/data-sources'), await get('/api/audit-events')]).toEqual(before);
    await context.close();
    await site.close();
  });
}
