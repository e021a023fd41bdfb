import { test as base, type Page } from '@playwright/test';
import { expect, expectAccessible } from './fixtures.ts';
import { type Gallery, listStates, openState, startGallery } from './gallery.ts';

const test = base.extend<object, { gallery: Gallery }>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from it
    async ({}, use) => {
      const gallery = await startGallery();
      await use(gallery);
      await gallery.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
});

const WIDTHS = [320, 390, 768, 1440];

/** Nothing may be wider than the page: whoever looks would have to scroll in two directions. */
async function expectToFit(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(wide, `“${name}” at ${width} px is too wide`).toBeLessThanOrEqual(0);
  }
}

test('every state can be used by everyone, and fits every screen', async ({ page, gallery }) => {
  test.setTimeout(600_000);
  const states = await listStates(page, gallery);
  expect(states.length).toBeGreaterThan(40);
  for (const name of states) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openState(page, gallery, name);
    await expectAccessible(page);
    await expectToFit(page, name);
  }
});

for (const language of ['de', 'ar']) {
  test(`every state fits every screen in ${language}`, async ({ page, gallery }) => {
    test.setTimeout(600_000);
    await page.addInitScript((chosen) => localStorage.setItem('rita.language', chosen), language);
    const states = await listStates(page, gallery);
    for (const name of states) {
      await openState(page, gallery, name);
      await expectToFit(page, name);
    }
  });
}
