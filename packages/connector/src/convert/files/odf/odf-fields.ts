import { fileNameOf } from '../../markup/html-objects.ts';
import { childrenNamed, textOf } from '../../markup/markup-tree.ts';
import type { Handler } from '../../markup/walk-markup.ts';
import { EMPHASIS, paragraph } from '../../tree.ts';

const VARIABLES = [
  ...['variable-set', 'variable-get', 'variable-input', 'user-field-get', 'user-field-input'],
  ...['sequence', 'expression', 'database-display'],
];

/** Values that may be set where nobody sees it (ODF 1.3, 19.809.2). */
export const variableHandlers = (): [string, Handler][] =>
  VARIABLES.map((name) => [
    `text:${name}`,
    ({ walk }, { attributes, children }, setting) => {
      if (attributes['text:display'] !== 'none') walk(children, setting);
    },
  ]);

/** What it shows of another document may not be in this one. */
export const section: Handler = ({ out, walk }, element, setting) => {
  const [source] = childrenNamed(element, 'text:section-source');
  const address = source?.attributes['xlink:href'] ?? '';
  if (address !== '' && textOf(element).trim() === '') {
    const name = fileNameOf(address) ?? address;
    out.addBlock(paragraph({ text: `Included document: ${name}`, marks: EMPHASIS }));
  }
  walk(element.children, setting);
};
