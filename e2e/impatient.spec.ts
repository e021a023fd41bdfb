import type { Browser } from '@playwright/test';
import { accessTo, cardOf, expectAccessProven, fillAccess, fillWhere } from './confluence-steps.ts';
import { expect, newPerson, type Page, test } from './fixtures.ts';
import type { Stack } from './stack.ts';

/** Pages of their own: without a network each request is an error in the console. */
async function pageOf(browser: Browser, stack: Stack): Promise<Page> {
  const context = await browser.newContext({ baseURL: stack.url, locale: 'en-GB' });
  return context.newPage();
}

/** Everything is pressed twice, as many people do. */
async function signUpTwice(page: Page): Promise<void> {
  const person = newPerson();
  await page.goto('/sign-up');
  await page.getByLabel('Name', { exact: true }).fill(person.name);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Create account' }).dblclick();
  await expect(page.getByRole('article')).toHaveCount(4);
}

test('who presses everything twice, loses the network and has two tabs open gets there all the same', async ({
  browser,
  stack,
}) => {
  const page = await pageOf(browser, stack);
  await signUpTwice(page);
  await cardOf(page, 'Confluence').getByRole('link', { name: 'Configure' }).dblclick();
  await fillWhere(page, stack.confluence);
  const { email, token } = accessTo(stack.confluence);
  // As a mail breaks it in two.
  const middle = Math.floor(token.length / 2);
  await fillAccess(page, { email, token: ` ${token.slice(0, middle)}\n ${token.slice(middle)} ` });
  const verify = page.getByRole('button', { name: 'Verify', exact: true });

  await test.step('without a network nothing seems to have begun', async () => {
    await page.context().setOffline(true);
    await verify.click();
    const alert = page.getByRole('alert').filter({ hasText: 'cannot answer right now' });
    await expect(alert).toBeVisible();
    await expect(verify).toBeEnabled();
    await page.context().setOffline(false);
  });

  await verify.dblclick();
  await expectAccessProven(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await page.getByRole('button', { name: 'Save', exact: true }).dblclick();
  await expect(page).toHaveURL(/\/data-sources\/[^/]+$/);
  await other.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(other, 'both tabs want the same').toHaveURL(/\/data-sources\/[^/]+$/);

  await test.step('who removes it with a double click is not told that it is gone', async () => {
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Remove' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove for good' }).dblclick();
    await expect(page.getByRole('heading', { level: 1, name: 'Data sources' })).toBeVisible();
  });
  await page.context().close();
});
