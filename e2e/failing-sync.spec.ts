import { cardOf, connectAndSync, openToEveryone, statusCard } from './confluence-steps.ts';
import { expect, test } from './fixtures.ts';

const MARKUP = '<img src=x onerror=alert(1)>Unauthorized';

test('a sync that fails half-way says whose turn it is, keeps what it read, and can be repeated', async ({
  signedIn: page,
  stack,
}) => {
  const { controls } = stack.confluence;
  await test.step('the account loses its access while pages are read', async () => {
    const second = controls.site.spaces.find((space) => space.key === 'OPS');
    const pages = new RegExp(`/api/v2/spaces/${second?.id}/pages`);
    const refusal = {
      status: 401,
      body: { errors: [{ status: 401, code: 'UNAUTHORIZED', title: MARKUP }] },
    };
    // By each run that asks: permissions are read beside the sync. Whoever then looks whether it is
    // about the pages alone learns that it is not.
    let isRefused = false;
    controls.onCall = (call) => {
      isRefused ||= pages.test(call);
      const refused = [pages, /\/user\/current/].find((one) => one.test(call));
      if (isRefused && refused) controls.answerNext(refused, refusal);
    };
    await connectAndSync(page, stack.confluence);
    await expect(statusCard(page)).toHaveAttribute('data-state', /failed|needs_credentials/, {
      timeout: 60_000,
    });
    await expect(statusCard(page)).toContainText(/Whose turn/i);
    // What the source says is text, whatever it looks like (reliability row 47).
    await statusCard(page).getByText('Details from the source').click();
    await expect(statusCard(page)).toContainText(MARKUP);
    await expect(page.locator('img[src="x"]')).toHaveCount(0);
    await page.goto('/data-sources');
    await expect(cardOf(page, 'Confluence')).toHaveAttribute(
      'data-state',
      /failed|needs_credentials/,
    );
    controls.onCall = null;
  });

  await test.step('what was read before the failure can be searched', async () => {
    await openToEveryone(page);
    await page.goto('/documents');
    await expect(page.getByRole('main').getByText(/^\d+ documents$/)).toBeVisible();
  });

  await test.step('with access again, the next sync completes', async () => {
    await page.goto('/data-sources');
    await cardOf(page, 'Confluence').getByRole('link', { name: 'Confluence', exact: true }).click();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Sync now' }).click();
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  });

  await test.step('a source that asks to slow down is waited for, and the page says until when', async () => {
    const headers = { 'retry-after': '6' };
    // Whoever asks, and not only once: permissions may be read beside the sync.
    controls.onCall = () => controls.answerNext(/\/wiki\//, { status: 429, body: {}, headers });
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Sync now' }).click();
    await expect(statusCard(page)).toHaveAttribute('data-state', 'rate_limited');
    controls.onCall = null;
    await expect(statusCard(page)).toContainText(/Confluence asked us to wait; going on at \d/);
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  });
});
