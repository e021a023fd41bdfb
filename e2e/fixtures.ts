import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { type Stack, startClusterStack, startEmbeddedStack } from './stack.ts';

export { expect, type Page } from '@playwright/test';
export { expectAccessible } from './accessible.ts';

export type Person = { name: string; email: string; password: string };

let people = 0;
export function newPerson(name = 'Ada Lovelace'): Person {
  people += 1;
  return {
    name,
    email: `person-${Date.now()}-${people}@example.com`,
    password: 'correct horse battery staple',
  };
}

/** Signs up through the API and leaves the browser signed in. */
export async function signUp(context: BrowserContext, url: string, person = newPerson()) {
  const answer = await context.request.post(`${url}/api/auth/sign-up/email`, {
    data: person,
    headers: { origin: url },
  });
  expect(answer.status(), await answer.text()).toBe(200);
  return person;
}

/**
 * Fails the test when the page reports an error: in its console, or one that nobody caught.
 *
 * @param mayBeAbsent addresses that the test has answered with 404
 */
export function watchForErrors(page: Page, mayBeAbsent = /^$/): { expectNone: () => void } {
  const errors: { text: string; url: string }[] = [];
  /** Whether the last change of what stands at an address was taken. */
  const changed = new Map<string, boolean>();
  page.on('response', (response) => {
    if (response.request().method() === 'PUT') changed.set(response.url(), response.ok());
  });
  page.on('pageerror', ({ message }) => errors.push({ text: `uncaught: ${message}`, url: '' }));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    // The browser itself logs each answer of 400 and more; the stream of a session that has ended gets one.
    const hasEnded = /\/api\/events$/.test(url) && message.text().includes('401');
    const isAbsent = mayBeAbsent.test(url) && message.text().includes('404');
    if (!hasEnded && !isAbsent) errors.push({ text: message.text(), url });
  });
  const expectNone = () => {
    // A change that progress has overtaken is sent once more by the page, with the version just read.
    const left = errors.filter(({ text, url }) => !(text.includes('412') && changed.get(url)));
    expect(left, 'errors in the page').toEqual([]);
  };
  return { expectNone };
}

type TestFixtures = { signedIn: Page; calm: undefined };
type WorkerFixtures = { stack: Stack };

/**
 * `stack`: the embedded product, or with `E2E_STACK=cluster` several processes of each service; one
 * for all tests of a worker. `page`: fails its test on errors.
 * `signedIn`: a page on Data sources, of a person with an organization of their own.
 */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from it
    async ({}, use) => {
      const isCluster = process.env.E2E_STACK === 'cluster';
      const stack = await (isCluster ? startClusterStack() : startEmbeddedStack());
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // What one test switched on at the sample site must not meet the next one.
  calm: [
    async ({ stack }, use) => {
      const { switches, site } = stack.confluence.controls;
      const before = structuredClone({ switches, content: site.content });
      await use(undefined);
      Object.assign(switches, before.switches);
      site.content.splice(0, site.content.length, ...before.content);
    },
    { auto: true },
  ],
  baseURL: async ({ stack }, use) => use(stack.url),
  page: async ({ page }, use) => {
    const { expectNone } = watchForErrors(page);
    await use(page);
    expectNone();
  },
  signedIn: async ({ page, stack }, use) => {
    await signUp(page.context(), stack.url);
    await page.goto('/data-sources');
    await expect(page.getByRole('heading', { level: 1, name: 'Data sources' })).toBeVisible();
    await use(page);
  },
});
