import { classesOf } from './code-listing.ts';
import { isElement, type MarkupElement, type MarkupNode, textOf } from './markup-tree.ts';

/** Elements that are looked at on either side: the drawing of a formula stands right beside it. */
const NEAR = 2;
/** How far below an element its formula may lie, and behind how many others. */
const DEEPEST = 2;
const MOST_CHILDREN = 4;

/** A formula as it was typed, for a program of the page to draw (MathJax, 2.1). */
export function isFormulaScript({ name, attributes }: MarkupElement): boolean {
  return name === 'script' && /^\s*math\/tex\b/i.test((attributes.type ?? '').slice(0, 100));
}

/** So a formula in the text is marked for a program of the page to draw (Sphinx, MkDocs). */
const FORMULAS = ['math', 'arithmatex'];
const LONGEST_FORMULA = 10_000;

/** The formula of an element that holds one as it was typed, between its marks. */
export function drawnFormula(element: MarkupElement): string | undefined {
  if (!classesOf(element).some((name) => FORMULAS.includes(name))) return undefined;
  const text = textOf(element).trim();
  const marks = text.slice(0, 2) + text.slice(-2);
  const isTyped = marks === '\\(\\)' || marks === '\\[\\]';
  return isTyped && text.length < LONGEST_FORMULA ? text.slice(2, -2).trim() : undefined;
}

/** Whether an element is there for a formula; some hide it, for programs that read pages aloud. */
export function holdsFormula(element: MarkupElement, depth = 0): boolean {
  if (element.name === 'math' || isFormulaScript(element)) return true;
  return (
    depth < DEEPEST &&
    element.children
      .slice(0, MOST_CHILDREN)
      .some((child) => isElement(child) && holdsFormula(child, depth + 1))
  );
}

/**
 * Whether a node only draws what stands beside it as a formula: KaTeX, MathJax and Wikipedia write
 * each of them twice, once for the eye.
 */
export function isDrawnFormula(nodes: readonly MarkupNode[], at: number): boolean {
  const node = nodes[at];
  if (node === undefined || !isElement(node) || !isForTheEye(node)) return false;
  return nodes
    .slice(Math.max(0, at - NEAR), at + NEAR + 1)
    .some((other) => other !== node && isElement(other) && holdsFormula(other));
}

function isForTheEye({ attributes }: MarkupElement): boolean {
  return (
    attributes['aria-hidden'] === 'true' ||
    (attributes.class !== undefined && /^MathJax/.test(attributes.class))
  );
}
