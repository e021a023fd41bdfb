import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { expect, expectAccessible, newPerson, type Page, signUp, test } from './fixtures.ts';

/** What an authenticator app shows; half a minute later there is another one. */
function codeOf(secret: string, steps = 0): string {
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  return totp.generate({ timestamp: Date.now() + steps * 30_000 });
}

async function signIn(page: Page, person: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in');
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(person.email);
  await page.getByLabel('Password', { exact: true }).fill(person.password);
  await page.keyboard.press('Enter');
}

const home = (page: Page) => page.getByRole('heading', { level: 1, name: 'Data sources' });

test('a second factor is set up, asked for, and ended, by keyboard and accessible all the way', async ({
  browser,
  stack,
}) => {
  // Pages of their own: a refused sign-in is an error in the console, and meant to be one.
  const context = await browser.newContext({ baseURL: stack.url });
  const page = await context.newPage();
  const person = await signUp(context, stack.url);
  let secret = '';
  let recoveryCodes: string[] = [];

  await test.step('set it up', async () => {
    await page.goto('/account');
    await page.getByRole('button', { name: 'Set it up' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.type(person.password);
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('textbox', { name: 'Code' })).toBeFocused();
    await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible();
    await expectAccessible(page);
    secret = (await dialog.locator('code').textContent()) ?? '';
    await dialog.getByRole('textbox', { name: 'Code' }).fill('000000');
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('The code is wrong');
    await dialog.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret));
    await page.keyboard.press('Enter');
    const codes = dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
    await expect(codes).toHaveCount(10);
    recoveryCodes = await codes.allTextContents();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByText('10 recovery codes left')).toBeVisible();
  });

  await test.step('sign in with a code', async () => {
    await context.clearCookies();
    await signIn(page, person);
    await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused();
    await expectAccessible(page);
    await page.keyboard.type('123456');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('alert')).toContainText('The code is wrong');
    await expect(page.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible();
    // The one that confirmed it is used up.
    await page.getByRole('textbox', { name: 'Code' }).fill(codeOf(secret, 1));
    await page.keyboard.press('Enter');
    await expect(home(page)).toBeVisible();
  });

  await test.step('sign in with a recovery code', async () => {
    await context.clearCookies();
    await signIn(page, person);
    await page.getByRole('textbox', { name: 'Code' }).fill(String(recoveryCodes[0]));
    await page.keyboard.press('Enter');
    await expect(home(page)).toBeVisible();
    await page.goto('/account');
    await expect(page.getByText('9 recovery codes left')).toBeVisible();
  });

  await test.step('end it', async () => {
    const dialog = page.getByRole('dialog');
    const prove = async (code: string) => {
      await dialog.getByLabel('Password', { exact: true }).fill(person.password);
      await dialog.getByRole('textbox', { name: 'Code' }).fill(code);
      await page.keyboard.press('Enter');
    };
    await page.getByRole('button', { name: 'New recovery codes' }).click();
    await expectAccessible(page);
    await prove(String(recoveryCodes[0]));
    await expect(dialog.getByRole('alert')).toContainText('was used already');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Turn it off' }).click();
    await prove(String(recoveryCodes[1]));
    await expect(page.getByRole('button', { name: 'Set it up' })).toBeVisible();
  });
  await context.close();
});

test('sessions elsewhere are seen and ended, and their pages ask to sign in again', async ({
  browser,
  signedIn: page,
  stack,
}) => {
  const elsewhere = await browser.newContext({ baseURL: stack.url });
  const other = await elsewhere.newPage();
  const email = (await page.request.get('/api/account').then((answer) => answer.json())).data.email;
  const password = newPerson().password;
  await signIn(other, { email, password });
  await expect(home(other)).toBeVisible();

  await page.goto('/account');
  const list = page.getByRole('list', { name: 'Where you are signed in' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await expect(list.getByRole('listitem').filter({ hasText: 'this one' })).toHaveCount(1);
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(360);
  await expectAccessible(page);
  await list.getByRole('button', { name: /^End the session of Chrom/ }).click();
  await expect(list.getByRole('listitem')).toHaveCount(1);
  await expect(other.getByRole('heading', { level: 1, name: 'Welcome back' })).toBeVisible();
  await elsewhere.close();
});

test('a forgotten password is replaced by the link in a mail', async ({ browser, stack }) => {
  const { dataDir } = stack;
  test.skip(dataDir === undefined, 'several app servers, each with mails of its own');
  const context = await browser.newContext({ baseURL: stack.url });
  const page = await context.newPage();
  const person = await signUp(context, stack.url);
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page.getByLabel('E-mail')).toBeFocused();
  await page.keyboard.type(person.email);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('the folder “mail”');
  await expectAccessible(page);

  const link = await linkTo(person.email, String(dataDir));
  await page.goto(link.pathname + link.hash);
  const field = page.getByLabel('New password', { exact: true });
  await expect(field).toBeFocused();
  expect(new URL(page.url()).hash).toBe('');
  await field.fill('password123');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('too easy to guess');
  const password = 'a quite different one';
  await field.fill(password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Your new password counts');
  await signIn(page, { ...person, password });
  await expect(home(page)).toBeVisible();

  await page.goto(link.pathname + link.hash);
  await field.fill('yet another one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('was used already');
  await context.close();
});

async function linkTo(email: string, dataDir: string): Promise<URL> {
  const folder = join(dataDir, 'mail');
  let link: string | undefined;
  await expect
    .poll(async () => {
      const files = await readdir(folder).catch(() => []);
      const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
      const mail = texts.find((text) => text.includes(email) && text.includes('#token='));
      link = /http\S+#token=\S+/.exec(mail ?? '')?.[0];
      return link;
    })
    .toBeDefined();
  return new URL(String(link));
}
