import type { Browser, BrowserContext } from '../../e2e/browser.ts';
import { connectAndSync } from '../../e2e/confluence-steps.ts';
import { signUp } from '../../e2e/fixtures.ts';
import type { Stack } from '../../e2e/stack.ts';

/** What a browser keeps of somebody who is signed in. */
export type Person = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Somebody with one source that has been synced and three that are not configured. */
export async function connectSample(browser: Browser, stack: Stack): Promise<Person> {
  const context = await browser.newContext({ baseURL: stack.url });
  await signUp(context, stack.url);
  const page = await context.newPage();
  await page.goto('/data-sources');
  await connectAndSync(page, stack.confluence);
  // On its own page, to which saving has led.
  await page.locator('section[data-state=synced]').waitFor({ timeout: 120_000 });
  const person = await context.storageState();
  await context.close();
  return person;
}
