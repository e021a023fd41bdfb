import { AxeBuilder } from '@axe-core/playwright';
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { type Stack, startClusterStack, startEmbeddedStack } from './stack.ts';

export { expect, type Page } from '@playwright/test';

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
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(`uncaught: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    // The browser itself logs each answer of 400 and more; the stream of a session that has ended gets one.
    const hasEnded = /\/api\/events$/.test(url) && message.text().includes('401');
    const isAbsent = mayBeAbsent.test(url) && message.text().includes('404');
    if (!hasEnded && !isAbsent) errors.push(`${message.text()} (${url})`);
  });
  return { expectNone: () => expect(errors, 'errors in the page').toEqual([]) };
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** No violation of WCAG 2.2 A and AA, in light and in dark, where the colours alone are others. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(page.frames(), 'axe looks at one frame').toHaveLength(1);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
  await expectNothingFound(page, axeOn(page).withTags(RULES));
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
  // The page still has axe from the first look.
  await expectNothingFound(page, axeOn(page, 'undefined').withRules(['color-contrast']));
}

/**
 * Axe within the page itself: otherwise each look opens a second page, and brings axe there, to put
 * together what was found in several frames.
 */
function axeOn(page: Page, axeSource?: string): AxeBuilder {
  const axe = new AxeBuilder(axeSource === undefined ? { page } : { page, axeSource });
  // What passed is counted, but not described element by element: nobody reads it.
  return axe.options({ resultTypes: ['violations'] }).setLegacyMode();
}

async function expectNothingFound(page: Page, axe: AxeBuilder): Promise<void> {
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
  expect(found, page.url()).toEqual([]);
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
