import {
  accessTo,
  cardOf,
  expectAccessProven,
  fillAccess,
  fillWhere,
  openConfiguration,
  statusCard,
} from './confluence-steps.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

// Far from the machine's own zone, so that the two cannot be confused.
test.use({ timezoneId: 'Asia/Kolkata' });

test('a schedule is chosen with the scope, shown, paused and resumed', async ({
  signedIn: page,
  stack,
}) => {
  await test.step('chosen in step three, in the zone of the browser', async () => {
    await openConfiguration(page);
    await fillWhere(page, stack.confluence);
    await fillAccess(page, accessTo(stack.confluence));
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expectAccessProven(page);
    await page.getByRole('radio', { name: /^Every day/ }).click();
    await page.getByLabel('Time', { exact: true }).fill('06:30');
    await expect(page.getByLabel('Time zone')).toHaveValue(/^Asia\/(Kolkata|Calcutta)$/);
    await expect(page.getByText(/^Next sync: .*06:30$/)).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save and sync now' }).click();
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
    await expect(statusCard(page)).toContainText(/next: .*06:30/);
  });

  await test.step('paused from the menu: who and when', async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Pause schedule' }).click();
    await expect(statusCard(page)).toHaveAttribute('data-state', 'paused');
    await expect(statusCard(page)).toContainText(/Paused by Ada Lovelace since/);
    await expectAccessible(page);
  });

  await test.step('changed in the configuration tab', async () => {
    await page.getByRole('tab', { name: 'Configuration' }).click();
    await page.getByRole('tabpanel').getByRole('button', { name: 'Edit' }).click();
    await expect(page.getByRole('radio', { name: /^Every day/ })).toBeChecked();
    await page.getByRole('radio', { name: /^Cron/ }).click();
    await page.getByLabel('Cron', { exact: true }).fill('* * * * *');
    await expect(page.getByRole('alert')).toHaveText('At most every 15 minutes.');
    await page.getByLabel('Cron', { exact: true }).fill('15 7 * * 1-5');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('tabpanel')).toContainText('Cron 15 7 * * 1-5');
  });

  await test.step('resumed on the card', async () => {
    await page.goto('/data-sources');
    const card = cardOf(page, 'Confluence');
    await card.getByRole('button', { name: /^Resume/ }).click();
    await expect(card).toHaveAttribute('data-state', 'synced');
    await expect(card).toContainText(/next: .*07:15/);
  });

  await test.step('all of it is in the activity', async () => {
    await page.goto('/activity');
    const main = page.getByRole('main');
    await expect(main).toContainText('paused scheduled syncs of Confluence');
    await expect(main).toContainText('resumed scheduled syncs of Confluence');
  });
});
