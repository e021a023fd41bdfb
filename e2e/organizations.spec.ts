import { cardOf, connectAndSync, openToEveryone } from './confluence-steps.ts';
import { expect, newPerson, type Page, signUp, test, watchForErrors } from './fixtures.ts';

test('two browsers of one organization see the same, another organization sees nothing', async ({
  browser,
  signedIn: page,
  stack,
}) => {
  const colleague = await browser.newContext({ baseURL: stack.url });
  const stranger = await browser.newContext({ baseURL: stack.url });
  const person = newPerson('Grace Hopper');

  await test.step('a colleague joins by invitation', async () => {
    await page.goto('/members');
    await page.getByRole('button', { name: 'Invite' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill(person.email);
    await dialog.getByRole('button', { name: 'Invite' }).click();
    const link = dialog.getByRole('textbox');
    await expect(link).toHaveValue(/\/invitations\//);
    const address = await link.inputValue();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await acceptInvitation(await colleague.newPage(), new URL(address).pathname, person);
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
