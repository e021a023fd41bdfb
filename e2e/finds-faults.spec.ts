import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './accessible.ts';

/** Follows the theme as the app does; has a faint text, a card that lets the page shine through, and a field. */
async function show(page: Page, changed: { style?: string; label?: string }): Promise<void> {
  const { style = '', label = 'Name' } = changed;
  await page.setContent(`<!doctype html><html lang="en"><title>Faults</title>
    <style>
      body { background: oklch(1 0 0); color: oklch(0.2 0 0) }
      section { background: rgb(128 128 128 / 0.1) }
      .faint { color: oklch(0.45 0 0) }
      [data-theme=dark] body { background: oklch(0.15 0 0); color: oklch(0.95 0 0) }
      [data-theme=dark] .faint { color: oklch(0.75 0 0) }
      a { color: inherit }
      ${style}
    </style>
    <script>
      const isDark = matchMedia('(prefers-color-scheme: dark)');
      const follow = () => {
        document.documentElement.dataset.theme = isDark.matches ? 'dark' : 'light';
      };
      isDark.addEventListener('change', follow);
      follow();
    </script>
    <main>
      <h1>Faults</h1>
      <p class="faint">Beside the card, <a href="#">and a link</a> within its text</p>
      <section><p class="faint" id="within">Within the card</p></section>
      <label for="name">${label}</label> <input id="name">
    </main>`);
}

const dark = (rule: string) => `[data-theme=dark] ${rule}`;
const light = (rule: string) => `[data-theme=light] ${rule}`;

const FAULTS: [what: string, Parameters<typeof show>[1], found: string | RegExp][] = [
  ['a pale text in light', { style: light('.faint { color: oklch(0.8 0 0) }') }, 'color-contrast'],
  ['a pale text in dark', { style: dark('.faint { color: oklch(0.4 0 0) }') }, 'color-contrast'],
  // The text's colour was read before, where it is good.
  [
    'a card that is too dark in light',
    { style: light('section { background: rgb(0 0 0 / 0.4) }') },
    /color-contrast: .*within/,
  ],
  [
    'a card that is too light in dark',
    { style: dark('section { background: rgb(255 255 255 / 0.4) }') },
    /color-contrast: .*within/,
  ],
  [
    'a link that in dark hardly differs from the text around it',
    { style: dark('a { text-decoration: none; color: oklch(0.85 0 0) }') },
    /link-in-text-block: <a/,
  ],
  ['a field without a name', { label: '' }, /label: <input id/],
];

test('nothing is found where nothing is wrong, in a second look neither', async ({ page }) => {
  await show(page, {});
  await expectAccessible(page);
  await expectAccessible(page);
});

for (const [what, changed, found] of FAULTS) {
  for (const first of ['light', 'dark'] as const) {
    test(`${what} is found and named on a page that is ${first} at first`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: first });
      await show(page, changed);
      await expect(expectAccessible(page)).rejects.toThrow(found);
    });
  }
}

test('what became wrong after a first look is found by the second', async ({ page }) => {
  await show(page, {});
  await expectAccessible(page);
  const style = dark('#within { color: oklch(0.4 0 0) }');
  await page.addStyleTag({ content: style });
  await expect(expectAccessible(page)).rejects.toThrow(/color-contrast: .*within/);
});
