import type { Locator } from '@playwright/test';
import { accessTo, cardOf, statusCard } from './confluence-steps.ts';
import { expect, newPerson, test } from './fixtures.ts';

/** Held as long as a finger holds it: the radio buttons choose while the key is down. */
const KEY = { delay: 50 };

test('the main job by keyboard alone', async ({ page, stack }) => {
  const { keyboard } = page;
  const person = newPerson();
  await test.step('sign up', async () => {
    await page.goto('/sign-up');
    await typeInto(page.getByLabel('Name', { exact: true }), person.name);
    await typeInto(page.getByLabel('E-mail', { exact: true }), person.email);
    await typeInto(page.getByLabel('Password', { exact: true }), person.password);
    await keyboard.press('Enter');
    await expect(page.getByRole('article')).toHaveCount(4);
  });

  await test.step('configure', async () => {
    await tabTo(cardOf(page, 'Confluence').getByRole('link', { name: 'Configure' }));
    await keyboard.press('Enter');
    await typeInto(page.getByRole('textbox', { name: /^Site/ }), stack.confluence.url);
    await keyboard.press('Enter');
    await tabTo(page.getByRole('radio', { checked: true }));
    await keyboard.press('ArrowUp', KEY);
    await expect(page.getByRole('radio', { name: /^API token/ })).toBeChecked();
    const { email, token } = accessTo(stack.confluence);
    await typeInto(page.getByRole('textbox', { name: /^E-mail of the account/ }), email);
    await typeInto(page.getByLabel('API token', { exact: true }), token);
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: /Choose what$/ })).toBeFocused({
      timeout: 30_000,
    });
  });

  await test.step('choose two spaces, save and sync', async () => {
    await tabTo(page.getByRole('radio', { name: /^Everything/, checked: true }));
    await keyboard.press('ArrowDown', KEY);
    await tabTo(page.getByRole('checkbox').first());
    await keyboard.press('Space', KEY);
    await keyboard.press('ArrowDown', KEY);
    await keyboard.press('Space', KEY);
    await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
    await tabTo(page.getByRole('button', { name: 'Save and sync now' }));
    await keyboard.press('Enter');
    await expect(statusCard(page)).toHaveAttribute('data-state', 'synced', { timeout: 60_000 });
  });

  await test.step('open its documents to everybody', async () => {
    await tabTo(page.getByRole('button', { name: 'Open to everyone…' }));
    await keyboard.press('Enter');
    await tabTo(page.getByRole('button', { name: 'Show to everyone' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('button', { name: /^Back to the source/ })).toBeVisible();
  });

  await test.step('search and read a document', async () => {
    await tabTo(page.getByRole('link', { name: 'Documents' }));
    await keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Documents' })).toBeVisible();
    await typeInto(page.getByRole('searchbox', { name: 'Search documents' }), 'timeouts retries');
    const found = page
      .getByRole('main')
      .getByRole('link', { name: /Timeouts and retries/ })
      .first();
    await tabTo(found);
    await keyboard.press('Enter');
    await expect(page.getByRole('link', { name: /Open the original/ })).toBeVisible();
  });
});

/** Presses Tab until the element has the focus, and sees to it that the focus can be seen. */
async function tabTo(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 80 && !(await isFocused()); presses += 1) {
    await target.page().keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
  await expect(target).toBeInViewport();
}

async function typeInto(field: Locator, text: string): Promise<void> {
  await tabTo(field);
  await field.page().keyboard.type(text);
}
