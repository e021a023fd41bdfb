import type { Setting } from '../build-blocks.ts';
import {
  childrenNamed,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textOf,
} from './markup-tree.ts';
import type { Walker } from './walk-markup.ts';

/** One macro of Confluence's storage format, taken apart. */
export type Macro = {
  name: string;
  /** Text of a parameter; empty where there is none. */
  parameter: (name: string) => string;
  parameters: ReadonlyMap<string, MarkupElement>;
  /** What stands in `ac:rich-text-body`; undefined where the macro has no such body. */
  body: MarkupNode[] | undefined;
  /** Text of `ac:plain-text-body`, to the sign. */
  plainText: string | undefined;
  node: MarkupElement;
  setting: Setting;
  walker: Walker;
};

export function readMacro(walker: Walker, node: MarkupElement, setting: Setting): Macro {
  const parameters = new Map(
    childrenNamed(node, 'ac:parameter').map((parameter) => [
      (parameter.attributes['ac:name'] ?? '').toLowerCase(),
      parameter,
    ]),
  );
  // The older form has its one parameter as an attribute.
  const fallback =
    node.attributes['ac:default-parameter'] ??
    textOf(childrenNamed(node, 'ac:default-parameter')[0]).trim();
  const bodies = childrenNamed(node, 'ac:rich-text-body');
  const plain = childrenNamed(node, 'ac:plain-text-body')[0];
  return {
    name: (node.attributes['ac:name'] ?? '').toLowerCase(),
    parameter: (name) => textOf(parameters.get(name)).trim() || (name === '' ? fallback : ''),
    parameters,
    body: bodies.length > 0 ? bodies.flatMap(({ children }) => children) : undefined,
    plainText: plain && plainTextOf(plain),
    node,
    setting,
    walker,
  };
}

/** CDATA begins and ends with the code itself; without it, the line breaks around are layout. */
function plainTextOf(body: MarkupElement): string {
  return textOf(body, '\n').replaceAll('\r\n', '\n');
}

/** What stands in a macro without being a parameter or a body of it. */
export function looseContent(node: MarkupElement): MarkupNode[] {
  return node.children.filter((child) => !isElement(child) || !child.name.startsWith('ac:'));
}
