import type { Page } from '@playwright/test';
import { badLineBreaks, linesOf } from './line-breaks.ts';

const LOOKS = { pixelsBeside, standingOut, badLineBreaks, twoStops, cutPlaces, isTabInSight };
/** What each of them sees. */
export type Overflow = { [Name in keyof typeof LOOKS]: ReturnType<(typeof LOOKS)[Name]> };

/** All of it in one call, once the page has come to rest at its width: each call takes longer than the look. */
export function findOverflow(page: Page): Promise<Overflow> {
  const looks = Object.entries(LOOKS).map(([name, look]) => `${name}: (${look})()`);
  return page.evaluate(`(async () => {
    const linesOf = ${linesOf};
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
    return { ${looks.join(', ')} };
  })()`);
}

/** Lines with two full stops at one place: an abbreviation ended a sentence, “vor 2 Std.”. */
function twoStops(): string[] {
  // biome-ignore lint/performance/useDomNodeTextContent: paragraphs beside each other are lines only when laid out
  const lines = document.body.innerText.split('\n');
  return lines.filter((line) => /(?<!\.)\.\.(?!\.)/.test(line));
}

/** By how much the page is wider than the window: whoever looks would have to scroll in two directions. */
function pixelsBeside(): number {
  return document.documentElement.scrollWidth - innerWidth;
}

/**
 * What stands out of the card that it belongs to, or is wider than its own box and so lies over its
 * neighbour, by its text; and what is chosen in a select that has no room for it. None of these makes the page wider.
 */
function standingOut(): string[] {
  const isSeen = (element: Element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 1 && height > 1;
  };
  const mayBeWider = (element: Element) =>
    element.closest('.overflow-x-auto, .truncate, pre, select, input, textarea') !== null;
  const standsOut = (element: Element) => {
    const card = element.closest('.rounded-card');
    if (card === null || card === element) return false;
    const inner = element.getBoundingClientRect();
    const outer = card.getBoundingClientRect();
    return inner.left < outer.left - 1 || inner.right > outer.right + 1;
  };
  const isTooWide = (element: Element) =>
    element.matches('p, h1, h2, h3, dt, dd, button, li') &&
    element.scrollWidth > element.clientWidth + 1;
  const ruler = document.createElement('canvas').getContext('2d');
  const cutsWhatIsChosen = (select: HTMLSelectElement) => {
    const { font, paddingInlineStart, paddingInlineEnd } = getComputedStyle(select);
    if (ruler === null) throw new Error('The browser cannot measure texts');
    ruler.font = font;
    const { width } = ruler.measureText(select.selectedOptions[0]?.text ?? '');
    return (
      width > select.clientWidth - parseFloat(paddingInlineStart) - parseFloat(paddingInlineEnd)
    );
  };
  const outside = [...document.querySelectorAll(':is(main, dialog[open]) :not(svg, svg *, option)')]
    .filter((element) => isSeen(element) && !mayBeWider(element))
    .filter((element) => standsOut(element) || isTooWide(element))
    .map((element) => `${element.tagName}: ${element.textContent?.slice(0, 60)}`);
  const cut = [...document.querySelectorAll('select')]
    .filter((select) => isSeen(select) && cutsWhatIsChosen(select))
    .map((select) => `select: ${select.selectedOptions[0]?.text}`);
  return [...outside, ...cut];
}

/** The places of the navigation whose names have no room. */
function cutPlaces(): (string | null)[] {
  return [...document.querySelectorAll('nav a > span')]
    .filter((name) => name.checkVisibility({ visibilityProperty: true }))
    .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    .map(({ textContent }) => textContent);
}

/** Of a row of tabs that moves sideways, which one is shown must be seen. */
function isTabInSight(): boolean {
  return [...document.querySelectorAll('[role=tab][aria-selected=true]')].every((shown) => {
    const inner = shown.getBoundingClientRect();
    const outer = shown.parentElement?.getBoundingClientRect() ?? inner;
    return inner.left >= outer.left - 1 && inner.right <= outer.right + 1;
  });
}
