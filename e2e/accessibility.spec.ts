import {
  connectAndSync,
  fillAccess,
  fillWhere,
  openConfiguration,
  openToEveryone,
  statusCard,
} from './confluence-steps.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

test('pages for visitors', async ({ page }) => {
  const paths = [
    '/sign-in',
    '/sign-in?error=account_not_linked',
    '/sign-up',
    '/forgot-password',
    '/reset-password',
    '/reset-password#token=of-a-mail',
    '/confirm-sign-up#token=of-a-mail',
    '/nowhere',
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test('pages before anything is configured', async ({ signedIn: page }) => {
  await expectAccessible(page);
  for (const path of ['/documents', '/activity', '/members', '/settings', '/account']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectAccessible(page);
  }
});

test('alerts by mail, with quiet hours', async ({ signedIn: page }) => {
  await page.goto('/settings');
  const card = page.getByRole('region', { name: 'Alerts by mail' });
  await card.getByRole('switch', { name: 'Quiet hours' }).click();
  await page.getByLabel('Until').fill('22:00');
  await expect(page.getByText('Choose two different times.')).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel('Until').fill('06:30');
  await card.getByRole('button', { name: 'Save' }).click();
  await page.reload();
  await expect(page.getByLabel('Until')).toHaveValue('06:30');
});

test('the three steps of a configuration, of each type', async ({ signedIn: page }) => {
  for (const name of ['Confluence', 'ServiceNow', 'SharePoint', 'Web search']) {
    await page.goto('/data-sources');
    const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name }) });
    await card.getByRole('link', { name: 'Configure' }).click();
    await expect(page.getByRole('navigation', { name: 'Steps' })).toBeVisible();
    await expectAccessible(page);
  }
});

test('a connection that is synced: its page with all tabs, its documents', async ({
  signedIn: page,
  stack,
}) => {
  await connectAndSync(page, stack.confluence);
  await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  await openToEveryone(page);
  for (const tab of ['Overview', 'Configuration', 'Documents', 'History', 'Activity']) {
    await page.getByRole('tab', { name: tab }).click();
    await expectAccessible(page);
  }
  await page.goto('/data-sources');
  await expectAccessible(page);
  await page.goto('/documents');
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page.getByRole('link', { name: /Open the original/ })).toBeVisible();
  await expectAccessible(page);
});

test('a failed verification', async ({ signedIn: page, stack }) => {
  await openConfiguration(page);
  await fillWhere(page, stack.confluence);
  await fillAccess(page, { email: 'who@example.com', token: 'wrong' });
  await page.getByRole('button', { name: 'Verify', exact: true }).click();
  await expect(page.getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
});
