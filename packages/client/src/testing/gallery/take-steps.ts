/** What is done in a page before it is looked at; texts are asked for when they are shown. */
export type GalleryStep =
  | { press: () => string }
  /** Into the field with this label. */
  | { type: string; into: () => string };

/** Takes the steps in turn, each as soon as what it needs is there; comes back when `until` (a selector) is. */
export async function takeSteps(steps: readonly GalleryStep[], until: string): Promise<void> {
  for (const step of steps) {
    if ('press' in step) press(await whenThere(() => findButton(step.press())));
    else type(await whenThere(() => findField(step.into())), step.type);
  }
  await whenThere(() => document.querySelector(until) ?? undefined);
}

function whenThere<T>(find: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const look = () => {
      const found = find();
      if (found === undefined) return;
      observer.disconnect();
      resolve(found);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    look();
  });
}

/** What is open for use: a dialog may have a button of the same name as the page below it. */
function open(): ParentNode {
  return document.querySelector('dialog[open]') ?? document;
}

function findButton(name: string): HTMLElement | undefined {
  return [...open().querySelectorAll<HTMLElement>('button, [role=menuitem]')].find(
    (button) => nameOf(button).startsWith(name) && !button.matches('[disabled], [data-disabled]'),
  );
}

function nameOf(element: HTMLElement): string {
  return (element.ariaLabel ?? element.textContent ?? '').trim();
}

/** A menu's button opens by a key, whether the menu's code is there already or not. */
function press(button: HTMLElement): void {
  if (button.ariaHasPopup === 'menu') {
    button.focus();
    button.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
  } else {
    button.click();
  }
}

function findField(label: string): HTMLInputElement | undefined {
  const found = [...open().querySelectorAll('label')].find((one) => nameOf(one) === label);
  return found?.control instanceof HTMLInputElement ? found.control : undefined;
}

/** As the browser does it: React listens to the event, and reads what the field's own setter was told. */
function type(field: HTMLInputElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
