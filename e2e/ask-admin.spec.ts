import type { Browser } from '@playwright/test';
import {
  accessTo,
  expectAccessProven,
  fillAccess,
  fillWhere,
  openConfiguration,
} from './confluence-steps.ts';
import { expect, expectAccessible, type Page, test, watchForErrors } from './fixtures.ts';
import type { Stack } from './stack.ts';

/** Somebody who was sent the link and has nothing else here: no account, no cookie. */
async function outsiderOf(browser: Browser, stack: Stack) {
  const context = await browser.newContext({ baseURL: stack.url, locale: 'en-GB' });
  const page = await context.newPage();
  const { expectNone } = watchForErrors(page);
  return { page, context, expectNone };
}

/** Goes to the access step with the address that the link is to be for, and makes the link by keyboard. */
async function makeLink(page: Page, stack: Stack): Promise<string> {
  await openConfiguration(page);
  await fillWhere(page, stack.confluence);
  await page.getByRole('button', { name: 'Ask somebody else' }).press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('combobox', { name: 'Good for' })).toHaveValue('7');
  await dialog.getByRole('button', { name: 'Make a link' }).press('Enter');
  const link = dialog.getByRole('textbox', { name: 'Link to send' });
  await expect(link).toHaveValue(/\/credentials#token=rita_link_/);
  return link.inputValue();
}

test('somebody without an account enters the credentials, and whoever asked sees it become ready', async ({
  browser,
  signedIn: page,
  stack,
}) => {
  const link = await makeLink(page, stack);
  await expectAccessible(page);
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).press('Enter');
  await expect(page.getByText('Not opened yet.')).toBeVisible();

  const outsider = await outsiderOf(browser, stack);
  const { page: other } = outsider;
  const bodies: string[] = [];
  other.on('request', (request) => {
    if (request.url().endsWith('/submit')) bodies.push(request.postData() ?? '');
  });
  await test.step('the page says who asks, and where the secret goes', async () => {
    await other.goto(link);
    await expect(other.getByRole('heading', { level: 1 })).toContainText('asks for credentials');
    await expect(other.getByText('Ada Lovelace of')).toBeVisible();
    await expect(other.getByText(stack.confluence.url, { exact: true })).toBeVisible();
    await expect(other.getByText('Sealed in this browser for connector')).toBeVisible();
    // Neither in the address nor in the history.
    expect(other.url()).toBe(`${stack.url}/credentials`);
    await expectAccessible(other);
    await expect(page.getByText(/^Link made by .* Opened:/)).toBeVisible();
  });

  await test.step('a wrong one is not accepted, and may be tried again', async () => {
    await fillAccess(other, { ...accessTo(stack.confluence), token: 'not-the-token' });
    await other.getByLabel('API token', { exact: true }).press('Enter');
    const alert = other.getByRole('alert').filter({ hasText: 'did not accept' });
    await expect(alert).toBeVisible({ timeout: 30_000 });
    await expectAccessible(other);
    // Whoever asked saw it too, and is not led away.
    await expect(page.getByRole('region', { name: 'Checks' })).toContainText('Failed');
  });

  await test.step('the right one is, and the one who asked goes on', async () => {
    const { token } = accessTo(stack.confluence);
    await other.getByLabel('API token', { exact: true }).fill(token);
    await other.getByRole('button', { name: 'Seal and send' }).press('Enter');
    await expect(other.getByRole('heading', { name: 'Access is proven' })).toBeVisible({
      timeout: 30_000,
    });
    await expectAccessible(other);
    await expect(page.getByText('Access is proven', { exact: true })).toBeVisible();
    await expect(page.getByText('The link was used, and access is proven.')).toBeVisible();
    expect(bodies).toHaveLength(2);
    for (const body of bodies) expect(body).not.toMatch(new RegExp(`${token}|not-the-token`));
    const stored = () => JSON.stringify({ ...sessionStorage, ...localStorage });
    expect(await other.evaluate(stored)).not.toMatch(/rita_link_|not-the-token/);
  });
  outsider.expectNone();

  await test.step('used once; the log tells of it', async () => {
    await other.goto('about:blank');
    await other.goto(link);
    await expect(other.getByRole('heading', { name: 'Access is proven' })).toBeVisible();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expectAccessProven(page);
    await page.goto('/activity');
    await expect(
      page.getByText(/Somebody with a link of .*Ada Lovelace.* proved access/),
    ).toBeVisible();
  });
  await outsider.context.close();
});

test('a link that is taken back leads nowhere, and says so', async ({
  browser,
  signedIn: page,
  stack,
}) => {
  const link = await makeLink(page, stack);
  const { page: other, context } = await outsiderOf(browser, stack);
  await test.step('on a phone, from right to left', async () => {
    await other.setViewportSize({ width: 390, height: 844 });
    await other.goto('/credentials');
    await other.evaluate(() => localStorage.setItem('rita.language', 'ar'));
    await other.goto('about:blank');
    await other.goto(link);
    await expect(other.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(other.getByText(stack.confluence.url, { exact: true })).toBeVisible();
    const { scrollWidth, clientWidth } = await other.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return { scrollWidth, clientWidth };
    });
    expect(scrollWidth).toBe(clientWidth);
    await expectAccessible(other);
    await other.evaluate(() => localStorage.setItem('rita.language', 'en'));
    await other.goto('about:blank');
  });
  await other.goto(link);
  await fillAccess(other, accessTo(stack.confluence));
  await page.getByRole('button', { name: 'Revoke the link' }).click();
  await expect(page.getByRole('dialog').getByText('The last link was revoked.')).toBeVisible();
  await other.getByRole('button', { name: 'Seal and send' }).click();
  await expect(other.getByRole('heading', { name: /not valid any more/ })).toBeVisible();
  await expectAccessible(other);
  await other.goto('about:blank');
  await other.goto('/credentials');
  await expect(other.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible();
  await context.close();
});
