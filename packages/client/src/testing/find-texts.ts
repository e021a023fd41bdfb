import { parseSync } from 'vite';

export type FoundText = { line: number; text: string };

export type Node = { type: string; start: number; [key: string]: unknown };

/** Attributes that nobody reads or hears; what they hold is for the browser. */
const TECHNICAL =
  /^(className|class|style|key|id|htmlFor|href|to|src|rel|target|type|role|name|variant|size|tone|dir|lang|d|fill|stroke.*|viewBox|autoComplete|autoCapitalize|inputMode|data-.*|aria-(hidden|live|labelledby|describedby|current|sort))$/;
const LETTERS = /\p{L}{2,}/u;
/** Begins like a sentence and is more than one word, or ends like one. */
const SENTENCE = /^\p{Lu}\p{Ll}*\s+\S|^\p{Lu}[\p{Ll}\s]+[.?!…:]$/u;

/**
 * Texts for people that stand in a source file instead of a file of messages: what is written
 * between tags, in an attribute that is read, or looks like a sentence.
 */
export function findTexts(file: string, code: string): FoundText[] {
  const { program } = parseSync(file, code);
  const found: FoundText[] = [];
  const add = (node: Node, text: string) => {
    const line = code.slice(0, node.start).split('\n').length;
    found.push({ line, text: text.trim() });
  };
  walk(program as unknown as Node, [], (node, above) => {
    if (node.type === 'JSXText' && LETTERS.test(String(node.value))) add(node, String(node.value));
    const text = textOf(node);
    if (text !== undefined && LETTERS.test(text) && isForPeople(text, above)) add(node, text);
  });
  return found;
}

function textOf(node: Node): string | undefined {
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateElement') return undefined;
  return (node.value as { cooked: string }).cooked.trim();
}

function isForPeople(text: string, above: readonly Node[]): boolean {
  for (const node of above.toReversed()) {
    if (/^(Import|ExportAll|ExportNamed|TS)/.test(node.type)) return false;
    if (node.type === 'NewExpression' || node.type === 'ThrowStatement') return false;
    if (node.type === 'JSXAttribute') return isRead(node) && isWording(text);
    if (node.type === 'CallExpression' || node.type.includes('Function')) break;
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') return true;
    if (node.type === 'MemberExpression' || node.type === 'BinaryExpression') return false;
  }
  return SENTENCE.test(text);
}

function isRead(attribute: Node): boolean {
  const { name } = attribute as unknown as { name: { name: string } };
  return !TECHNICAL.test(String(name.name));
}

/** One lower-case word, a number or an address is a value. */
function isWording(text: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(text) || /\p{L}\s+\p{L}/u.test(text);
}

function walk(
  node: Node,
  above: readonly Node[],
  see: (node: Node, above: readonly Node[]) => void,
): void {
  see(node, above);
  const inside = [...above, node];
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) walk(child, inside, see);
    }
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value;
}
