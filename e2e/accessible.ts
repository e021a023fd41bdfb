import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type axe from 'axe-core';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Those among them whose findings depend on colours. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const SOURCE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Colour = { r: number; g: number; b: number; alpha: number };
/** What axe shows of itself and its types leave out. */
type Axe = typeof axe & {
  commons: { color: { Color: { prototype: { parseString: (text: string) => Colour } } } };
};

/** What the page that is looked at has; the benches, whose types know no browser, come here, too. */
type Shown = {
  axe: Axe;
  document: axe.ElementContext & { querySelector: (of: string) => { outerHTML: string } | null };
};

/** No violation of WCAG 2.2 A and AA, in light and in dark, where the colours alone are others. */
export async function expectAccessible(page: Page): Promise<void> {
  // Axe runs within the page itself: it would have to be brought into each frame.
  expect(page.frames(), 'axe looks at one frame').toHaveLength(1);
  // First in the theme that is shown: each change of it costs as much as half a look.
  const isDark = (await page.locator('html').getAttribute('data-theme')) === 'dark';
  await showIn(page, isDark ? 'dark' : 'light');
  await bringAxe(page);
  await expectNothingFound(page, { type: 'tag', values: RULES });
  await showIn(page, isDark ? 'light' : 'dark');
  await expectNothingFound(page, { type: 'rule', values: COLOUR_RULES });
}

/** The app hears of another theme some frames later: until then axe would look at the colours of the last one. */
async function showIn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme);
}

/** A document keeps axe until the next one is loaded. */
async function bringAxe(page: Page): Promise<void> {
  if (await page.evaluate(() => 'axe' in globalThis)) return;
  await page.evaluate(SOURCE);
  await page.evaluate(spareWork);
}

/** A third of axe's work is spent on what is known already, or what nobody reads. */
function spareWork(): void {
  const { axe } = globalThis as unknown as Shown;
  // The source of each element that any rule looked at.
  axe.configure({ noHtml: true });
  // Each text has a colour of its element and one of each element behind it, all of a few dozen.
  const known = new Map<string, Colour>();
  const colour = axe.commons.color.Color.prototype;
  const { parseString } = colour;
  colour.parseString = function (this: Colour, text) {
    const { r, g, b, alpha } = known.get(text) ?? parseString.call(this as never, text);
    known.set(text, { r, g, b, alpha });
    return Object.assign(this, { r, g, b, alpha });
  };
}

async function expectNothingFound(page: Page, runOnly: axe.RunOnly): Promise<void> {
  const found = await page.evaluate(async (chosen) => {
    const { axe, document } = globalThis as unknown as Shown;
    // What passed is counted, but not described element by element.
    const options: axe.RunOptions = { runOnly: chosen, resultTypes: ['violations'] };
    const { violations } = await axe.run(document, options);
    return violations.map(({ id, nodes }) => {
      const element = document.querySelector(String(nodes[0]?.target[0]));
      return `${id}: ${element?.outerHTML.slice(0, 200)}`;
    });
  }, runOnly);
  expect(found, page.url()).toEqual([]);
}
