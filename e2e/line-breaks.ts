/**
 * What breaks into lines as nobody would set it, by its text: the last of three or more buttons of a form
 * alone below the others, and a note at the foot of a card in more than two lines. Runs in the page,
 * where `linesOf` is at hand.
 */
export function badLineBreaks(): string[] {
  const rowsOf = (elements: Element[]) => {
    const rows = new Map<number, Element[]>();
    for (const element of elements) {
      const { top, height } = element.getBoundingClientRect();
      const middle = Math.round((top + height / 2) / 8);
      rows.set(middle, [...(rows.get(middle) ?? []), element]);
    }
    return [...rows.values()];
  };
  const standsAlone = (row: Element) => {
    const buttons = [...row.children].filter(
      (child) => child.matches('button, a') && child.getBoundingClientRect().width > 1,
    );
    const rows = rowsOf(buttons);
    return (
      buttons.length > 2 &&
      rows.length > 1 &&
      rows.at(-1)?.length === 1 &&
      rows.some((one) => one.length > 1)
    );
  };
  const alone = [...document.querySelectorAll('form .flex-wrap, [role=dialog] .flex-wrap')]
    .filter(standsAlone)
    .map((row) => `alone: ${row.lastElementChild?.textContent}`);
  const long = [...document.querySelectorAll('main article > footer > p')]
    .filter((note) => linesOf(note) > 2)
    .map((note) => `in many lines: ${note.textContent}`);
  return [...alone, ...long];
}

/** In how many lines a text stands. Runs in the page. */
export function linesOf(element: Element): number {
  // Of its texts: the boxes around them are higher, and those of one line differ by parts of a pixel.
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const bottoms: number[] = [];
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    for (const { bottom } of range.getClientRects()) bottoms.push(bottom);
  }
  const inOrder = bottoms.toSorted((a, b) => a - b);
  return inOrder.filter((bottom, at) => bottom - (inOrder[at - 1] ?? -9) > 4).length;
}
