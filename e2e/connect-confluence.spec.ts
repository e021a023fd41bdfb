import {
  accessTo,
  expectAccessProven,
  fillAccess,
  fillWhere,
  openConfiguration,
  statusCard,
} from './confluence-steps.ts';
import { expect, newPerson, test } from './fixtures.ts';

test('from nothing to a document found', async ({ page, stack }) => {
  const person = newPerson();
  await test.step('sign up', async () => {
    await page.goto('/sign-up');
    await page.getByLabel('Name', { exact: true }).fill(person.name);
    await page.getByLabel('E-mail', { exact: true }).fill(person.email);
    await page.getByLabel('Password', { exact: true }).fill(person.password);
    const seeded = page.waitForResponse((answer) =>
      answer.url().endsWith('/api/data-sources/seed'),
    );
    await page.getByRole('button', { name: 'Create account' }).click();
    expect(await (await seeded).json()).toMatchObject({ success: true, created: 4 });
    await expect(page.getByRole('article')).toHaveCount(4);
  });

  await test.step('a wrong token fails the named check and leaves what was typed', async () => {
    await openConfiguration(page);
    await fillWhere(page, stack.confluence);
    await fillAccess(page, { ...accessTo(stack.confluence), token: 'not-the-token' });
    await page.getByRole('button', { name: 'Verify', exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('Signed in', { timeout: 30_000 });
    await expect(page.getByLabel('API token', { exact: true })).toHaveValue('not-the-token');
    await expect(page.getByRole('textbox', { name: /^E-mail of the account/ })).toHaveValue(
      accessTo(stack.confluence).email,
    );
  });

  await test.step('the right token is proven, and its spaces are offered', async () => {
    await fillAccess(page, accessTo(stack.confluence));
    await page.getByRole('button', { name: 'Verify again' }).click();
    await expectAccessProven(page);
    await page.getByRole('radio', { name: /^Only what I choose/ }).click();
    await page.getByRole('checkbox', { name: /Engineering/ }).click();
    await page.getByRole('checkbox', { name: /Operations/ }).click();
  });

  await test.step('saved, synced, with progress on the way', async () => {
    stack.confluence.controls.switches.latencyMs = 150;
    await page.getByRole('button', { name: 'Save and sync now' }).click();
    await expect(page.getByRole('progressbar', { name: 'Progress of Confluence' })).toBeVisible();
    stack.confluence.controls.switches.latencyMs = 0;
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  });

  await test.step('an owner opens it to everybody, for the site does not know them', async () => {
    await page.getByRole('button', { name: 'Open to everyone…' }).click();
    await page.getByRole('button', { name: 'Show to everyone' }).click();
    await expect(page.getByRole('button', { name: /^Back to the source/ })).toBeVisible();
  });

  await test.step('a document is found', async () => {
    await page.goto('/documents');
    await page.getByRole('searchbox', { name: 'Search documents' }).fill('runbook');
    const first = page
      .getByRole('main')
      .getByRole('link', { name: /runbook/i })
      .first();
    await first.click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/runbook/i);
    await expect(page.getByRole('link', { name: /Open the original/ })).toBeVisible();
  });

  await test.step('no secret was written anywhere', async () => {
    expect(stack.output()).not.toContain(accessTo(stack.confluence).token);
    expect(stack.output()).not.toContain('not-the-token');
  });
});
