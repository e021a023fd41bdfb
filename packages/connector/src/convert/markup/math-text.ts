import { grouped } from '../formula-signs.ts';
import { childrenNamed, isElement, type MarkupElement, type MarkupNode } from './markup-tree.ts';

/** Signs that only say what stands between two letters: applied to, times, and, plus. */
const UNSEEN = /[\u2061-\u2064]/g;

const localName = ({ name }: MarkupElement) => name.slice(name.indexOf(':') + 1);

/** A formula of MathML in one line, in the way people type one: `x^2`, `(a + b)/2`, `√(x)`. */
export function mathText(node: MarkupNode): string {
  if (!isElement(node)) return node.replace(UNSEEN, '').replace(/\s+/g, ' ');
  const parts = node.children.filter(isElement);
  const part = (index: number) => (parts[index] ? mathText(parts[index]).trim() : '');
  const group = (index: number) => grouped(part(index));
  switch (localName(node)) {
    case 'mfrac':
      return `${group(0)}/${group(1)}`;
    case 'msup':
    case 'mover':
      return `${group(0)}^${group(1)}`;
    case 'msub':
    case 'munder':
      return `${group(0)}_${group(1)}`;
    case 'msubsup':
    case 'munderover':
      return `${group(0)}_${group(1)}^${group(2)}`;
    case 'msqrt':
      return `√(${joined(parts)})`;
    case 'mroot':
      return `root ${group(1)} of (${part(0)})`;
    case 'mfenced':
      return fenced(node, parts);
    case 'mmultiscripts':
      return withScripts(parts);
    case 'menclose':
      return node.attributes.notation === 'radical' ? `√(${joined(parts)})` : joined(parts);
    case 'mphantom':
      return ' ';
    case 'mtable':
      return parts.map((row) => row.children.filter(isElement).map(trimmed).join(', ')).join('; ');
    case 'semantics':
      return part(0);
    case 'annotation':
    case 'annotation-xml':
      return '';
    case 'mspace':
      return ' ';
    default:
      return parts.length > 0 ? joined(parts) : node.children.map(mathText).join('');
  }
}

/** What whoever wrote a formula typed, where the formula keeps that. @param kind of its writing */
export function typedFormula(formula: MarkupElement, kind: string): string | undefined {
  const isSemantics = (child: MarkupElement) => localName(child) === 'semantics';
  const semantics = formula.children.filter(isElement).find(isSemantics) ?? formula;
  const typed = ['annotation', `${formula.name.split(':', 1)[0]}:annotation`]
    .flatMap((name) => childrenNamed(semantics, name))
    .find(({ attributes }) =>
      (attributes.encoding ?? attributes['math:encoding'] ?? '').toLowerCase().includes(kind),
    );
  return typed?.children.map(mathText).join('').trim();
}

const trimmed = (node: MarkupNode) => mathText(node).trim();

function fenced({ attributes }: MarkupElement, parts: readonly MarkupElement[]): string {
  const { open = '(', close = ')', separators = ',' } = attributes;
  return open + parts.map(trimmed).join(separators.trim().slice(0, 1)) + close;
}

/** Below and above a sign on its right side, and after `mprescripts` on its left. */
function withScripts([base, ...scripts]: readonly MarkupElement[]): string {
  const at = scripts.findIndex((part) => localName(part) === 'mprescripts');
  const [right, left] = at < 0 ? [scripts, []] : [scripts.slice(0, at), scripts.slice(at + 1)];
  return scriptsOf(left) + (base ? trimmed(base) : '') + scriptsOf(right);
}

function scriptsOf(scripts: readonly MarkupElement[]): string {
  return scripts
    .map((part, index) => ({ text: grouped(trimmed(part)), mark: index % 2 === 0 ? '_' : '^' }))
    .map(({ text, mark }) => (text === '' ? '' : mark + text))
    .join('');
}

/** Names of functions stand apart from what is beside them; variables do not. */
function joined(parts: readonly MarkupElement[]): string {
  let text = '';
  let before = '';
  for (const part of parts) {
    const next = mathText(part);
    const isGlued = WORD_AT_END.test(before.slice(-2)) && WORD_AT_START.test(next.slice(0, 2));
    text += isGlued && (isFunction(before) || isFunction(next)) ? ` ${next}` : next;
    before = next;
  }
  return text;
}

const WORD_AT_END = /[\p{L}\p{N}]$/u;
const WORD_AT_START = /^[\p{L}\p{N}]/u;
const isFunction = (text: string) => text.length < 20 && /^\p{L}{2,}$/u.test(text);
