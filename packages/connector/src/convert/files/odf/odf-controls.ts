import { boxOf } from '../../flatten-blocks.ts';
import { findElement, isElement, type MarkupElement } from '../../markup/markup-tree.ts';

/** What controls of forms show, by the id that their place in the document names. */
export type OdfControls = ReadonlyMap<string, string>;

/** Controls stand in a list of their own (ODF 1.3, 13.5): boxes with their state, fields with their text. */
export function readControls(body: MarkupElement): OdfControls {
  const controls = new Map<string, string>();
  findElement(body, (forms) => {
    if (forms.name !== 'office:forms') return false;
    findElement(forms, (control) => {
      const id = control.attributes['xml:id'] ?? control.attributes['form:id'];
      if (id !== undefined) controls.set(id, shownBy(control));
      return false;
    });
    return false;
  });
  return controls;
}

function shownBy({ name, attributes, children }: MarkupElement): string {
  const label = attributes['form:label'] ?? '';
  switch (name) {
    case 'form:checkbox':
      return boxOf(attributes['form:current-state'] === 'checked') + label;
    case 'form:radio':
      return boxOf(attributes['form:current-selected'] === 'true') + label;
    case 'form:listbox':
      return children
        .filter(isElement)
        .filter((option) => option.attributes['form:current-selected'] === 'true')
        .map((option) => option.attributes['form:label'] ?? '')
        .join(', ');
    default:
      return label || (attributes['form:current-value'] ?? attributes['form:value'] ?? '');
  }
}
