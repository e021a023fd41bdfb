import { cardOf } from './confluence-steps.ts';
import { test as base, expect, expectAccessible, type Page, signUp } from './fixtures.ts';
import { type Stack, startEmbeddedStack } from './stack.ts';

/** A stack of its own: the people of the samples join the first organization of an installation. */
const test = base.extend<object, { stack: Stack }>({
  stack: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from it
    async ({}, use) => {
      const stack = await startEmbeddedStack();
      await use(stack);
      await stack.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
});

const SOURCES = ['Confluence', 'ServiceNow', 'SharePoint', 'Web search'];
const READ = { timeout: 60_000 };
const tryAll = (page: Page) => page.getByRole('button', { name: 'Try with sample data' });
const progressOf = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Sample data' }).getByRole('listitem').filter({ hasText: name });

test('one click connects all samples, and two people find what they may open', async ({
  browser,
  stack,
}) => {
  test.setTimeout(150_000);
  const context = await browser.newContext({ baseURL: stack.url });
  await signUp(context, stack.url);
  const page = await context.newPage();
  // Not watched for errors: of two tabs one is refused, which the browser notes and nobody sees.
  const otherTab = await context.newPage();
  await page.goto('/data-sources');
  await expect(tryAll(page)).toBeVisible();
  await expectAccessible(page);

  await test.step('a click in each of two tabs connects each source once', async () => {
    await otherTab.goto('/data-sources');
    await expect(tryAll(otherTab)).toBeVisible();
    const buttons = await Promise.all([page, otherTab].map((tab) => tryAll(tab).elementHandle()));
    // At once: a click like a person's waits for the button, which the first one takes away.
    const press = (button: SVGElement | HTMLElement) => {
      button.focus();
      (button as HTMLElement).click();
    };
    await Promise.all(buttons.map((button) => button?.evaluate(press)));
    for (const tab of [page, otherTab]) {
      await expect(tab.getByRole('heading', { name: 'The sample data is ready' })).toBeVisible(
        READ,
      );
      await expect(tab.getByRole('alert')).toHaveCount(0);
    }
    await expect(page.getByRole('heading', { name: 'The sample data is ready' })).toBeFocused();
    for (const name of SOURCES) {
      await expect(progressOf(page, name)).toContainText(/ready, \d+ \w+/);
      await expect(cardOf(page, name)).toHaveAttribute('data-state', 'synced');
    }
    const { data: events } = await (
      await page.request.get('/api/audit-events?action=sync.started')
    ).json();
    expect(events).toHaveLength(SOURCES.length);
    await expectAccessible(page);
  });

  await test.step('what is open to all is found', async () => {
    await page.getByRole('link', { name: 'Search the documents' }).click();
    await page.getByRole('searchbox', { name: 'Search documents' }).fill('green tea');
    await expect(page.getByRole('main').getByRole('link', { name: /tea/i }).first()).toBeVisible();
  });

  await test.step('the card is put away for good', async () => {
    await otherTab.getByRole('button', { name: 'Put the sample data away' }).click();
    await expect(otherTab.getByRole('main')).toBeFocused();
    await otherTab.reload();
    await expect(cardOf(otherTab, 'Confluence')).toBeVisible();
    await expect(otherTab.getByText('The sample data is ready')).toHaveCount(0);
  });

  await test.step('somebody whom the samples know finds more', async () => {
    await page.evaluate(() => localStorage.clear());
    await page.goto('/data-sources');
    await expect(cardOf(page, 'Confluence')).toBeVisible();
    await expect(page.getByText('The sample data is ready')).toHaveCount(0);
    await page.goto('/sign-in');
    await page.getByRole('button', { name: /^View as Ewa Nowak/ }).click();
    await expect(cardOf(page, 'Confluence')).toBeVisible();
    await page.goto('/documents?query=vacation');
    await expect(
      page
        .getByRole('main')
        .getByRole('link', { name: /vacation/i })
        .first(),
    ).toBeVisible();
  });
  await context.close();
});

test('one sample that fails holds up no other, and is tried again alone', async ({
  browser,
  page,
  stack,
}) => {
  test.setTimeout(120_000);
  const first = await browser.newContext();
  await signUp(first, stack.url);
  await first.close();
  await signUp(page.context(), stack.url);
  const { settings, credentials, controls } = stack.confluence;
  await test.step('the sample Confluence is one that a test can make fail', async () => {
    await page.route('**/api/sample-sources', async (route) => {
      const response = await route.fetch();
      const { data } = (await response.json()) as { data: { type: string }[] };
      const listing = data.map((sample) =>
        sample.type === 'confluence' ? { ...sample, settings, credentials } : sample,
      );
      await route.fulfill({ response, json: { data: listing } });
    });
    controls.switches.loginPage = true;
    await page.goto('/data-sources');
  });

  await test.step('it goes on while other pages are looked at', async () => {
    await tryAll(page).click();
    await page.getByRole('link', { name: 'Members' }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: 'Members' })).toBeVisible();
    await page.getByRole('link', { name: 'Data sources' }).first().click();
    await expect(page.getByRole('heading', { name: '3 of 4 samples are ready' })).toBeVisible(READ);
    await expect(progressOf(page, 'Confluence')).toContainText(/could not be connected: \w+/);
    // They are members of the first organization alone.
    await expect(page.getByRole('button', { name: /^View as/ })).toHaveCount(0);
    await expectAccessible(page);
  });

  await test.step('nothing of the failed attempt is kept; it works once the site does', async () => {
    controls.switches.loginPage = false;
    await progressOf(page, 'Confluence')
      .getByRole('button', { name: /^Try the sample/ })
      .click();
    await expect(progressOf(page, 'Confluence')).toContainText(/reading, \d|ready/, READ);
  });
});
