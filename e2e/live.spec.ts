import { expect, type Page, signUp, test, watchForErrors } from './fixtures.ts';

/** Renames the first data source past all pages; answers its new name. */
async function rename(page: Page, origin: string, name: string): Promise<string> {
  const list = await page.request.get('/api/data-sources');
  const { data } = (await list.json()) as { data: { id: string }[] };
  const path = `/api/data-sources/${data[0]?.id}`;
  const answer = await page.request.put(path, { data: { name }, headers: { origin } });
  expect(answer.status()).toBe(200);
  return name;
}

const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });

test('seven tabs share one stream, and another tab reads on when the first is closed (row 69)', async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext({ baseURL: stack.url });
  await signUp(context, stack.url);
  const streams: Page[] = [];
  const tabs: Page[] = [];
  for (let count = 0; count < 7; count += 1) {
    const tab = await context.newPage();
    tab.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/events') streams.push(tab);
    });
    tabs.push(tab);
    await tab.goto('/data-sources');
    await expect(tab.getByRole('article')).toHaveCount(4);
  }
  const watched = tabs.map((one) => watchForErrors(one));
  const [first, second] = tabs as [Page, Page];
  expect(streams).toEqual([first]);
  const name = await rename(second, stack.url, 'Seen by all');
  for (const tab of tabs) await expect(heading(tab, name)).toBeVisible();
  await first.close();
  await expect.poll(() => streams.length).toBe(2);
  const later = await rename(second, stack.url, 'Seen by the others');
  for (const tab of tabs.slice(1)) await expect(heading(tab, later)).toBeVisible();
  for (const { expectNone } of watched) expectNone();
  await context.close();
});

test('without a network the page says since when; with it, it shows what it missed (row 64)', async ({
  browser,
  stack,
}) => {
  const context = await browser.newContext({ baseURL: stack.url });
  await signUp(context, stack.url);
  const page = await context.newPage();
  await page.goto('/data-sources');
  await expect(page.getByRole('article')).toHaveCount(4);
  const before = await rename(page, stack.url, 'Before');
  await expect(heading(page, before)).toBeVisible();
  await context.setOffline(true);
  await expect(page.getByText(/^Live updates paused/).first()).toBeVisible({ timeout: 15_000 });
  const missed = await rename(page, stack.url, 'Missed at first');
  await expect(heading(page, before)).toBeVisible();
  await context.setOffline(false);
  await expect(heading(page, missed)).toBeVisible({ timeout: 15_000 });
  await expect(page.getByText('Live', { exact: true }).first()).toBeVisible();
  const last = await rename(page, stack.url, 'Live again');
  await expect(heading(page, last)).toBeVisible();
  await context.close();
});
