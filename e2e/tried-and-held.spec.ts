import { connectAndSync, fillWhere, openConfiguration, statusCard } from './confluence-steps.ts';
import { expect, test } from './fixtures.ts';

test('a wrong new secret is told as such; the one in use, its checks and its way stay', async ({
  signedIn: page,
  stack,
}) => {
  await connectAndSync(page, stack.confluence);
  await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  const detail = page.url();

  await test.step('verify again with a secret that is wrong', async () => {
    await page.goto(`${detail}/configure?step=access`);
    // The way that was proven, though the address alone would tell of another.
    await expect(page.getByRole('radio', { name: /^API token/ })).toBeChecked();
    await expect(page.getByText(/differs from what was verified/)).toHaveCount(0);
    await page.getByLabel('API token', { exact: true }).fill('not-the-token');
    await page.getByRole('button', { name: 'Verify again' }).click();
    await expect(page.getByRole('alert')).toContainText(
      'The new secret was not accepted; the old one stays in use.',
    );
    await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Failed');
  });

  await test.step('the source stays what it is, for everybody', async () => {
    await page.goto(detail);
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced');
    await expect(statusCard(page)).toContainText('the old one stays in use');
    await page.goto('/data-sources');
    await expect(page.getByRole('article').filter({ hasText: 'Up to date' })).toHaveCount(1);
  });

  await test.step('a sync that completes ends the talk of it', async () => {
    await page.goto(detail);
    await page.getByRole('button', { name: /^Sync now/ }).click();
    await expect(statusCard(page)).not.toContainText('the old one stays in use', {
      timeout: 60_000,
    });
  });

  await test.step('access that is really lost says which checks do not hold any more', async () => {
    const { controls } = stack.confluence;
    // For each run that asks: permissions are read beside the sync.
    controls.onCall = (call) => {
      const refused = [/\/api\/v2\/spaces/, /\/user\/current/].find((one) => one.test(call));
      if (refused) controls.answerNext(refused, { status: 401, body: { errors: [] } });
    };
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Sync now' }).click();
    await expect(statusCard(page)).toHaveAttribute('data-state', 'needs_credentials', {
      timeout: 60_000,
    });
    controls.onCall = null;
    await expect(page.getByText('Passed then; it does not hold any more.').first()).toBeVisible();
    await page.getByRole('link', { name: /^Repair access/ }).click();
    await expect(page.getByRole('heading', { name: /Prove access$/ })).toBeVisible();
  });
});

test('a server that is away takes no page away, and nothing that was typed but the secret', async ({
  signedIn: page,
  context,
  stack,
}) => {
  // The browser itself says that it could not reach the server.
  const other = await context.newPage();
  await page.close();
  await other.goto('/data-sources');
  const pages = /\/assets\/(settings|configure)-page-/;
  const loaded = () =>
    other.evaluate(
      (source) =>
        performance.getEntriesByType('resource').filter(({ name }) => new RegExp(source).test(name))
          .length,
      pages.source,
    );
  await expect.poll(loaded).toBeGreaterThanOrEqual(2);
  await openConfiguration(other);
  await fillWhere(other, stack.confluence);
  await other.getByRole('radio', { name: /^API token/ }).click();
  await other.getByRole('textbox', { name: /^E-mail of the account/ }).fill('typed@example.com');
  await other.getByLabel('API token', { exact: true }).fill('typed-secret-1');

  await context.setOffline(true);
  await other.getByRole('link', { name: 'Settings' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
  await other.goBack();
  await expect(other.getByRole('textbox', { name: /^E-mail/ })).toHaveValue('typed@example.com');
  await context.setOffline(false);
  await other.reload();
  await expect(other.getByRole('textbox', { name: /^E-mail/ })).toHaveValue('typed@example.com');
  await expect(other.getByLabel('API token', { exact: true })).toHaveValue('');
  const stored = await other.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
  expect(stored).not.toContain('typed-secret-1');
  // Without an address there is nothing to prove access to.
  await other.getByRole('button', { name: 'Discard it' }).click();
  await expect(other.getByRole('textbox', { name: /^Site/ })).toHaveValue('');
});

test('a page whose code could not be had says so in its place, and opens when asked again', async ({
  signedIn: page,
  context,
}) => {
  const other = await context.newPage();
  await page.close();
  // Nothing is loaded ahead: the server is away for the pages that are not open.
  await other.route(/\/assets\/settings-page-/, (route) => route.abort());
  await other.goto('/data-sources');
  await other.getByRole('link', { name: 'Settings' }).click();
  await expect(other.getByRole('heading', { name: 'This page could not be shown' })).toBeVisible();
  await expect(other.getByRole('navigation', { name: 'Main' }).first()).toBeVisible();
  await other.unroute(/\/assets\/settings-page-/);
  await other.getByRole('button', { name: 'Try again' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('the press that leaves a field is a click on the button under it, though the page moves', async ({
  signedIn: page,
}) => {
  await openConfiguration(page);
  const next = page.getByRole('button', { name: 'Continue' });
  await next.click();
  await expect(page.getByText(/Please fill in/)).toBeVisible();
  // Completed on leaving the field, which takes the error away from above the button.
  await page.getByRole('textbox', { name: /^Site/ }).pressSequentially('acme.atlassian.net');
  const box = await next.boundingBox();
  if (box === null) throw new Error('The button is not there');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height - 3);
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByRole('heading', { name: /Prove access$/ })).toBeVisible();
});
