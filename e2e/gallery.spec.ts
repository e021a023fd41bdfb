import { join } from 'node:path';
import { test as base, type Page } from '@playwright/test';
import { expect, expectAccessible } from './fixtures.ts';
import { type Gallery, listStates, openState, startGallery } from './gallery.ts';
import { linesOf } from './line-breaks.ts';
import { findOverflow } from './overflow.ts';

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

/** 640 and 320 are what a window of 1280 has left at 200 % and 400 % (WCAG 1.4.10). */
const WIDTHS = [320, 390, 640, 768, 1440];
const PICTURED = [320, 390, 768, 1440];
const SCREENSHOTS = join(import.meta.dirname, '..', '.tmp', 'screenshots');
/** `npm run screenshots` looks at all states; with the other tests, at what those do not reach. */
const isWhole = process.env.GALLERY === 'whole';
/** Of those, the ones whose name has this in it, as a regular expression. */
const CHOSEN = new RegExp(process.env.GALLERY_STATES ?? '');
/** Eight pictures of each of a hundred states take half an hour beside other work. */
const MOST_MS = isWhole ? 3_600_000 : 1_200_000;
const ALWAYS = new RegExp(
  [
    '^cards, (?!error|server|live)',
    '^(samples|dialog), ',
    '^wizard, (choose|verifying|failed|no key)',
    '^connection, (held|failed|needs_cred|silent|tab a)',
    '^(preview, result|reading, held|credential link, refused|members, some|settings, all)',
  ].join('|'),
);

async function statesToVisit(page: Page, gallery: Gallery): Promise<string[]> {
  const states = await listStates(page, gallery);
  expect(states.length).toBeGreaterThan(40);
  const visited = states.filter((name) => (isWhole ? CHOSEN : ALWAYS).test(name));
  expect(visited, 'states of such a name').not.toEqual([]);
  return visited;
}

async function expectToFit(page: Page, name: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    const seen = await findOverflow(page);
    const { pixelsBeside, standingOut, badLineBreaks, twoStops, cutPlaces, isTabInSight } = seen;
    expect(pixelsBeside, `“${name}” at ${width} px is too wide`).toBeLessThanOrEqual(0);
    expect(standingOut, `of “${name}” at ${width} px`).toEqual([]);
    expect(badLineBreaks, `of “${name}” at ${width} px`).toEqual([]);
    expect(twoStops, `of “${name}” at ${width} px`).toEqual([]);
    expect(cutPlaces, `places of the navigation that “${name}” cuts at ${width} px`).toEqual([]);
    if (!isTabInSight) await expectTabInSight(page, name);
  }
}

/** A row of tabs moves to the one that is shown in its own time. */
async function expectTabInSight(page: Page, name: string): Promise<void> {
  const isInSight = async () => (await findOverflow(page)).isTabInSight;
  await expect.poll(isInSight, { message: `the tab of “${name}” that is shown` }).toBe(true);
}

async function takePictures(page: Page, language: string, name: string): Promise<void> {
  for (const width of PICTURED) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const file = `${name.replaceAll(/[ ,]+/g, '-')}-${width}-${colorScheme}.png`;
      await page.screenshot({ path: join(SCREENSHOTS, language, file), fullPage: true });
    }
  }
}

test('states of the pages can be used by everyone, and fit every screen', async ({
  page,
  gallery,
}) => {
  test.setTimeout(MOST_MS);
  for (const name of await statesToVisit(page, gallery)) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await openState(page, gallery, name);
    await expectAccessible(page);
    await expectToFit(page, name);
    if (isWhole) await takePictures(page, 'en', name);
  }
});

for (const language of ['de', 'ar']) {
  test(`states of the pages fit every screen in ${language}`, async ({ page, gallery }) => {
    test.setTimeout(MOST_MS);
    await page.addInitScript((chosen) => localStorage.setItem('rita.language', chosen), language);
    for (const name of await statesToVisit(page, gallery)) {
      await openState(page, gallery, name);
      if (isWhole) await expectAccessible(page);
      await expectToFit(page, name);
      if (isWhole) await takePictures(page, language, name);
    }
  });
}

test('what the offer of sample data is for comes before the way to put it away', async ({
  page,
  gallery,
}) => {
  await openState(page, gallery, 'samples, offered');
  const buttons = page.getByRole('region', { name: 'Only looking around?' }).getByRole('button');
  await expect(buttons.first()).toHaveAccessibleName('Try with sample data');
  await expect(buttons.last()).toHaveAccessibleName('Put the sample data away');
});

test('what could not be read is offered to be read again in one place', async ({
  page,
  gallery,
}) => {
  const retry = page.getByRole('button', { name: /^Retry these/ });
  await openState(page, gallery, 'connection, synced_with_problems');
  await expect(page.getByRole('heading', { name: 'Could not be read' })).toBeVisible();
  await expect(retry).toHaveCount(1);
});

test('cards of the overview stand right below each other on a wide screen', async ({
  page,
  gallery,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const name of ['connection, syncing', 'connection, ready']) {
    await openState(page, gallery, name);
    const above = await boxOf(page, 'Freshness');
    const below = await boxOf(page, 'Who may find the documents');
    expect(below.y - (above.y + above.height), name).toBeLessThan(32);
  }
});

async function boxOf(page: Page, heading: string) {
  const card = page.locator('section', { has: page.getByRole('heading', { name: heading }) });
  const box = await card.last().boundingBox();
  if (box === null) throw new Error(`No card says “${heading}”`);
  return box;
}

test('facts that have no room on a phone go to the next line as a whole', async ({
  page,
  gallery,
}) => {
  await page.setViewportSize({ width: 320, height: 900 });
  await openState(page, gallery, 'connection, cancelled');
  const schedule = page.locator('dd', { hasText: 'Every day at' });
  const next = page.getByRole('region', { name: 'Status' }).getByText(/^next: /);
  for (const fact of [schedule, next]) expect(await fact.evaluate(linesOf)).toBe(1);
});

test('whoever opens a link again is not told that what they typed is still there', async ({
  page,
  gallery,
}) => {
  await openState(page, gallery, 'credential link, refused');
  await expect(page.getByRole('alert')).toContainText('You can try again.');
  await expect(page.getByRole('alert')).not.toContainText('What you typed');
});

test('an English document is laid out from left to right in Arabic', async ({ page, gallery }) => {
  await page.addInitScript(() => localStorage.setItem('rita.language', 'ar'));
  await openState(page, gallery, 'document');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.getByRole('table')).toHaveCSS('direction', 'ltr');
});
