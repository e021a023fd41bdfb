import { join } from 'node:path';
import type { Browser, Page } from '../../e2e/browser.ts';
import type { Person } from './connect-sample.ts';

const WATCH = join(import.meta.dirname, 'watch-page.js');

/** `slowness`: how many times slower than this machine the processor is. */
export type Visit = { url: string; person: Person; slowness: number };

/** Data sources in a browser with an empty cache, as soon as its cards are there. */
export async function openPage(browser: Browser, { url, person, slowness }: Visit): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, storageState: person });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowness });
  await page.addInitScript({ path: WATCH });
  await page.goto('/data-sources');
  await shownAs(page, 'synced');
  return page;
}

/** Waits until the page has a card in that state. */
export async function shownAs(page: Page, state: string): Promise<void> {
  await page.locator(`article[data-state=${state}]`).first().waitFor({ timeout: 120_000 });
}
