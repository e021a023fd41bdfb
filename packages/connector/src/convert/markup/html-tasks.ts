import { classesOf } from './code-listing.ts';
import { isElement, type MarkupElement, type MarkupNode } from './markup-tree.ts';

/** Elements that may stand between a point and the box of its task. */
const AROUND_BOX = new Set(['p', 'label', 'span', 'div']);
/** Boxes that a style draws, as Notion and Asciidoctor write them: done, open. */
const DONE_BOXES = ['checkbox-on', 'fa-check-square-o', 'fa-check-square'];
const DRAWN_BOXES = [...DONE_BOXES, 'checkbox-off', 'fa-square-o', 'fa-square'];

/** The box that a point begins with. */
export function boxOf(element: MarkupElement): MarkupElement | undefined {
  const first = element.children.find((child) => isElement(child) || child.trim() !== '');
  if (first === undefined || !isElement(first)) return undefined;
  if (isBox(first)) return first;
  return AROUND_BOX.has(first.name) ? boxOf(first) : undefined;
}

function isBox(element: MarkupElement): boolean {
  const { name, attributes, children } = element;
  if (name === 'input') return attributes.type?.toLowerCase() === 'checkbox';
  if (children.length > 0) return false;
  return (
    attributes.role === 'checkbox' || classesOf(element).some((one) => DRAWN_BOXES.includes(one))
  );
}

export function isChecked(box: MarkupElement): boolean {
  if (box.name === 'input') return box.attributes.checked !== undefined;
  return (
    box.attributes['aria-checked'] === 'true' ||
    classesOf(box).some((one) => DONE_BOXES.includes(one))
  );
}

/** What stands in a point beside its box. */
export function without(element: MarkupElement, box: MarkupElement): MarkupNode[] {
  return element.children.flatMap((child): MarkupNode[] => {
    if (child === box) return [];
    if (!isElement(child) || !AROUND_BOX.has(child.name)) return [child];
    return [{ ...child, children: without(child, box) }];
  });
}

/** Whether a point is a task, and done, by what programs that draw its box write at it or its list. */
export function stateOf(item: MarkupElement, list: MarkupElement): boolean | undefined {
  const { attributes } = item;
  // Confluence's tasks as pages show them.
  if (classesOf(list).includes('inline-task-list')) return classesOf(item).includes('checked');
  // TinyMCE's, with which ServiceNow's articles are written.
  if (classesOf(list).includes('tox-checklist')) {
    return classesOf(item).includes('tox-checklist--checked');
  }
  const tag = attributes['data-tag'];
  if (tag?.startsWith('to-do')) return tag.startsWith('to-do:completed');
  const kind = attributes['data-list'];
  if (kind === 'checked' || kind === 'unchecked') return kind === 'checked';
  const state =
    attributes['aria-checked'] ?? attributes['data-checked'] ?? list.attributes['data-checked'];
  return state === 'true' || state === 'false' ? state === 'true' : undefined;
}
