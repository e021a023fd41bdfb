import { connectAndSync, openToEveryone, statusCard } from './confluence-steps.ts';
import { expect, expectAccessible, type Page, test } from './fixtures.ts';

/** What each page is called, so that a page which did not open is no page without faults. */
const TITLES = {
  de: {
    '/data-sources': 'Datenquellen',
    '/documents': 'Dokumente',
    '/activity': 'Aktivität',
    '/members': 'Mitglieder',
    '/settings': 'Einstellungen',
    '/settings/assistants': 'Assistenten und Schlüssel',
    '/account': 'Ihr Konto',
  },
  ar: {
    '/data-sources': 'مصادر البيانات',
    '/documents': 'المستندات',
    '/activity': 'النشاط',
    '/members': 'الأعضاء',
    '/settings': 'الإعدادات',
    '/settings/assistants': 'المساعدون والمفاتيح',
    '/account': 'حسابك',
  },
} as const;

test.describe('a browser that asks for Arabic', () => {
  test.use({ locale: 'ar-EG' });

  test('gets it, from right to left, and may choose another without losing what was typed', async ({
    page,
  }) => {
    await page.goto('/sign-in');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.locator('html')).toHaveAttribute('lang', 'ar');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('مرحبًا بعودتك');
    await page.getByLabel('البريد الإلكتروني').fill('ada@example.com');
    await page.getByRole('combobox', { name: 'اللغة' }).selectOption('de');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Willkommen zurück');
    await expect(page.locator('html')).toHaveAttribute('dir', 'ltr');
    await expect(page.getByLabel('E-Mail')).toHaveValue('ada@example.com');
    await page.reload();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Willkommen zurück');
  });
});

test('only the language in use is loaded', async ({ page }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto('/sign-in');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const languages = loaded.flatMap((path) => /\/assets\/(en|de|ar)-/.exec(path)?.[1] ?? []);
  // What the first page says, and what all others do.
  expect(languages).toEqual(['en', 'en']);
});

for (const locale of ['de-CH', 'ar-EG'] as const) {
  test(`the page to sign in at, for ${locale}, with the people of the samples`, async ({
    browser,
    stack,
    signedIn,
  }) => {
    // Whoever is on this machine is offered them once an organization is there.
    await expect(signedIn.getByRole('heading', { level: 1 })).toBeVisible();
    const context = await browser.newContext({ locale, baseURL: stack.url });
    const page = await context.newPage();
    await page.goto('/sign-in');
    await expect(page.getByRole('button', { name: 'Liam O’Connor' })).toBeVisible();
    await expectWellSet(page, locale === 'ar-EG' ? 'ar' : 'de');
    await context.close();
  });
}

test('the main pages in German and Arabic, on a phone and on a wide screen', async ({
  signedIn: page,
  stack,
}) => {
  test.setTimeout(180_000);
  await connectAndSync(page, stack.confluence);
  await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  await openToEveryone(page);
  const { pathname: connection } = new URL(page.url());
  for (const language of ['de', 'ar'] as const) {
    await page.evaluate((chosen) => localStorage.setItem('rita.language', chosen), language);
    for (const [path, title] of Object.entries(TITLES[language])) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
      await expectWellSet(page, language);
    }
    for (const path of [connection, `${connection}?tab=configuration`, `${connection}/configure`]) {
      await page.goto(path);
      await expect(page.getByRole('heading', { level: 1 })).toContainText('Confluence');
      await expectWellSet(page, language);
    }
  }
});

/** Direction, width on a phone, no message in the place of a text, nothing that axe finds. */
async function expectWellSet(page: Page, language: 'de' | 'ar'): Promise<void> {
  const html = page.locator('html');
  await expect(html).toHaveAttribute('lang', language);
  await expect(html).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr');
  await page.setViewportSize({ width: 390, height: 844 });
  const beside = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(beside, `${page.url()} is wider than a phone`).toBe(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  await expectAccessible(page);
  const text = String(await page.locator('#root').textContent()).replaceAll(/[\u2068\u2069]/g, '');
  expect(text).not.toMatch(/\{\w+[,}]|undefined|\[object|<\/?\w+>/);
}
