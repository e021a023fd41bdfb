import type { Browser, Page } from '../../e2e/browser.ts';
import { openPage, shownAs, type Visit } from './open-page.ts';

/** One click on Sync: how long the browser was busy with it, and until this and another one show it. */
export type Click = { inpMs: number; hereMs: number; elsewhereMs: number };

type Seen = { clickedAt: number; shownAt: number; inpMs: number };

export async function measureClicks(
  browser: Browser,
  visit: Visit,
  rounds: number,
): Promise<Click[]> {
  const [here, elsewhere] = await Promise.all([
    openLive(browser, visit),
    openLive(browser, { ...visit, slowness: 1 }),
  ]);
  const clicks: Click[] = [];
  for (let round = 0; round < rounds; round += 1) clicks.push(await clickSync(here, elsewhere));
  await Promise.all([here, elsewhere].map((page) => page.context().close()));
  return clicks;
}

async function openLive(browser: Browser, visit: Visit): Promise<Page> {
  const page = await openPage(browser, visit);
  await page.getByText('Live', { exact: true }).first().waitFor();
  return page;
}

async function clickSync(here: Page, elsewhere: Page): Promise<Click> {
  for (const page of [here, elsewhere]) await page.evaluate('bench.watchSync()');
  await here.locator('article[data-state=synced] footer button').first().click();
  const clicked = (await here.evaluate('bench.syncing()')) as Seen;
  const other = (await elsewhere.evaluate('bench.syncing()')) as Seen;
  for (const page of [here, elsewhere]) await shownAs(page, 'synced');
  return {
    inpMs: clicked.inpMs,
    hereMs: clicked.shownAt - clicked.clickedAt,
    elsewhereMs: other.shownAt - clicked.clickedAt,
  };
}
