import type { Browser, BrowserContext } from '@playwright/test';
import { connectAndSync } from '../../e2e/confluence-steps.ts';
import { signUp } from '../../e2e/fixtures.ts';
import type { Stack } from '../../e2e/stack.ts';
import { shownAs } from './open-page.ts';

/** What a browser keeps of somebody who is signed in. */
export type Person = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Somebody with one source that has been synced and three that are not configured. */
export async function connectSample(browser: Browser, stack: Stack): Promise<Person> {
  const context = await browser.newContext({ baseURL: stack.url });
  await signUp(context, stack.url);
  const page = await context.newPage();
  await page.goto('/data-sources');
  await connectAndSync(page, stack.confluence);
  await page.goto('/data-sources');
  await shownAs(page, 'synced');
  const person = await context.storageState();
  await context.close();
  return person;
}
