import type { Page } from '@playwright/test';

/**
 * What stands out of the card that it belongs to, or is wider than its own box and so lies over its
 * neighbour, by its text; and what is chosen in a select that has no room for it. None of these makes the page wider.
 */
export function textsThatStandOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
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
    const outside = [
      ...document.querySelectorAll(':is(main, dialog[open]) :not(svg, svg *, option)'),
    ]
      .filter((element) => isSeen(element) && !mayBeWider(element))
      .filter((element) => standsOut(element) || isTooWide(element))
      .map((element) => `${element.tagName}: ${element.textContent?.slice(0, 60)}`);
    const cut = [...document.querySelectorAll('select')]
      .filter((select) => isSeen(select) && cutsWhatIsChosen(select))
      .map((select) => `select: ${select.selectedOptions[0]?.text}`);
    return [...outside, ...cut];
  });
}
