import type { Browser } from '../../e2e/browser.ts';
import { openPage, type Visit } from './open-page.ts';

/** One visit, from the address to the cards. */
export type Load = { scriptBytes: number; requests: number; frameMs: number; lcpMs: number };

export async function measureLoad(browser: Browser, visit: Visit): Promise<Load> {
  const page = await openPage(browser, visit);
  const load = (await page.evaluate('bench.load()')) as Load;
  await page.context().close();
  return load;
}
