import { cardOf, connectAndSync, openToEveryone } from './confluence-steps.ts';
import {
  expect,
  expectAccessible,
  newPerson,
  type Page,
  signUp,
  test,
  watchForErrors,
} from './fixtures.ts';

test('two browsers of one organization see the same, another organization sees nothing', async ({
  browser,
  signedIn: page,
  stack,
}) => {
  const colleague = await browser.newContext({ baseURL: stack.url });
  const stranger = await browser.newContext({ baseURL: stack.url });
  const person = newPerson('Grace Hopper');

  await test.step('a colleague joins by invitation', async () => {
    const path = await invite(page, person.email);
    await acceptInvitation(await colleague.newPage(), path, person);
  });

  const colleaguePage = await colleague.newPage();
  const strangerPage = await stranger.newPage();
  const watched = [watchForErrors(colleaguePage), watchForErrors(strangerPage)];
  await signUp(stranger, stack.url, newPerson('Somebody Else'));
  await colleaguePage.goto('/data-sources');
  await strangerPage.goto('/data-sources');
  await expect(strangerPage.getByRole('article')).toHaveCount(4);

  await test.step('what one does shows up at the other without reloading', async () => {
    await page.goto('/data-sources');
    await connectAndSync(page, stack.confluence);
    const card = cardOf(colleaguePage, 'Confluence');
    await expect(card).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
    await expect(cardOf(strangerPage, 'Confluence')).toHaveAttribute(
      'data-state',
      'not_configured',
    );
  });

  await test.step('the documents are the organization’s own', async () => {
    await openToEveryone(page);
    await colleaguePage.goto('/documents');
    await expect(colleaguePage.getByRole('main').getByText(/^\d+ documents$/)).toBeVisible();
    await strangerPage.goto('/documents');
    await expect(strangerPage.getByText('No documents yet')).toBeVisible();
  });

  await test.step('an address of another organization’s data source leads nowhere', async () => {
    const answer = await page.request.get(`${stack.url}/api/data-sources`);
    const { data } = (await answer.json()) as { data: { id: string }[] };
    const foreign = await strangerPage.request.get(`${stack.url}/api/data-sources/${data[0]?.id}`);
    expect(foreign.status()).toBe(404);
  });
  for (const { expectNone } of watched) expectNone();
  await Promise.all([colleague.close(), stranger.close()]);
});

test('an organization is renamed, switched to, cannot lose its last owner, and is deleted', async ({
  browser,
  signedIn: page,
  stack,
}) => {
  const other = await browser.newContext({ baseURL: stack.url });
  const grace = await signUp(other, stack.url, newPerson('Grace Hopper'));
  const graces = await other.newPage();
  const watched = watchForErrors(graces);
  const card = (of: Page, name: string) => of.getByRole('region', { name, exact: true });

  await test.step('its owner renames it', async () => {
    await page.goto('/settings');
    const field = card(page, 'Organization').getByLabel('Name');
    await field.fill('Analytical Engines');
    await card(page, 'Organization').getByRole('button', { name: 'Save' }).click();
    await expect(
      page.getByText('The organization is called Analytical Engines now.'),
    ).toBeVisible();
    const menu = page.getByRole('button', { name: /Account and organization/ });
    await expect(menu.first()).toContainText('Analytical Engines');
  });

  await test.step('its last owner cannot leave, and is told why', async () => {
    const leave = card(page, 'Organization').getByRole('button', { name: 'Leave' });
    await expect(leave).toBeDisabled();
    await expect(leave).toHaveAccessibleDescription(/only owner/);
  });

  await test.step('somebody with an organization of their own joins, and switches', async () => {
    const path = await invite(page, grace.email);
    await graces.goto(path);
    await graces.getByRole('button', { name: 'Accept the invitation' }).click();
    await expect(graces.getByRole('heading', { level: 1, name: 'Data sources' })).toBeVisible();
    await graces.goto('/settings');
    const mine = card(graces, 'Your organizations');
    await expect(mine.getByRole('listitem')).toHaveCount(2);
    await expect(mine.getByRole('listitem').filter({ hasText: 'You are here' })).toContainText(
      'Analytical Engines',
    );
    await expectAccessible(graces);
    await mine.getByRole('button', { name: /Switch/ }).click();
    await expect(graces.getByRole('heading', { level: 1, name: 'Data sources' })).toBeVisible();
    const menu = graces.getByRole('button', { name: /Account and organization/ }).first();
    await expect(menu).toContainText('Grace Hopper’s organization');
    await menu.click();
    await graces.getByRole('menuitem', { name: 'Analytical Engines' }).click();
    await expect(menu).toContainText('Analytical Engines');
  });

  await test.step('its owner deletes it, by its name and their password', async () => {
    await page.goto('/settings');
    await page.getByRole('button', { name: 'Delete organization' }).click();
    const dialog = page.getByRole('dialog');
    // No source of it is set up, so that neither credentials nor documents go.
    await expect(dialog.getByRole('listitem')).toHaveCount(2);
    await expect(dialog.getByText(/\d+ members/)).toBeVisible();
    await dialog.getByLabel('Name of the organization').fill('Analytical');
    await dialog.getByLabel('Password', { exact: true }).fill(newPerson().password);
    await dialog.getByRole('button', { name: 'Delete organization' }).click();
    await expect(dialog.getByText('This is not its name.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByLabel('Name of the organization').fill('Analytical Engines');
    await dialog.getByRole('button', { name: 'Delete organization' }).click();
    await expect(page.getByText('Analytical Engines has been deleted.')).toBeVisible();
    const menu = page.getByRole('button', { name: /Account and organization/ }).first();
    await expect(menu).toContainText('Ada Lovelace’s organization');
    await expect(page.getByText(/You are not in/)).toHaveCount(0);
  });

  await test.step('who looks at it is told, and is in their own again', async () => {
    await expect(graces.getByText('You are not in Analytical Engines any more.')).toBeVisible();
    const menu = graces.getByRole('button', { name: /Account and organization/ }).first();
    await expect(menu).toContainText('Grace Hopper’s organization');
  });
  watched.expectNone();
  await other.close();
});

test('the settings of an organization on a phone, from right to left', async ({
  signedIn: page,
}) => {
  await page.addInitScript(() => localStorage.setItem('rita.language', 'ar'));
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto('/settings');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await page.getByRole('button', { name: 'حذف المؤسسة' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('textbox').first()).toBeVisible();
  await expectAccessible(page);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
});

/** @returns the path of the link to hand over */
async function invite(page: Page, email: string): Promise<string> {
  await page.goto('/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  const link = dialog.getByRole('textbox');
  await expect(link).toHaveValue(/\/invitations\//);
  const address = await link.inputValue();
  await dialog.getByRole('button', { name: 'Done' }).click();
  return new URL(address).pathname;
}

async function acceptInvitation(
  page: Page,
  path: string,
  person: ReturnType<typeof newPerson>,
): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: /account/ }).click();
  const home = page.getByRole('heading', { level: 1, name: 'Data sources' });
  await expect(home).toBeVisible();
  await page.close();
}
