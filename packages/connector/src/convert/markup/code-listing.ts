import { isElement, type MarkupElement, type MarkupNode } from './markup-tree.ts';

/** Editors that colour code make an element of each line. */
const LINES = new Set(['div', 'p', 'li', 'tr']);
/** What stands in a block of code for whoever uses the page, and is no part of the code. */
const TOOLS = new Set(['button', 'clipboard-copy', 'script', 'style', 'template']);
/** How programs that colour code name the column of its line numbers. */
const NUMBERING =
  /^(?:[\w-]*-)?(?:linenos?|linenodiv|line-?numbers?|line-?nums?|linenums?|line-numbers-rows|gutter|blob-num|lnt?|ln-numbers)$/i;
/** So many signs have the numbers of a thousand lines; more are not looked at. */
const LONGEST_NUMBERS = 100_000;
const LONGEST_CLASS = 500;
const LONGEST_STYLE = 500;

export const classesOf = ({ attributes }: MarkupElement): string[] =>
  (attributes.class ?? '').slice(0, LONGEST_CLASS).split(/\s+/);

/** Whether an element is there to number the lines of code beside it; some write that with a style. */
export function isNumbering(element: MarkupElement): boolean {
  if (!classesOf(element).some((name) => NUMBERING.test(name))) return false;
  return isOfDigits(element) && (hasText(element) || 'data-line-number' in element.attributes);
}

/** The text of code, to the sign, without what the page puts around it. */
export function codeTextOf(node: MarkupNode): string {
  if (!isElement(node)) return node;
  if (node.name === 'br') return '\n';
  let text = '';
  let isAfterLine = false;
  for (const child of node.children) {
    if (isElement(child) && (TOOLS.has(child.name) || isNumbering(child))) continue;
    const isLine = isElement(child) && isLineOfCode(child);
    // What stands between such elements is for the eye of whoever reads the markup.
    if (isAfterLine && !isElement(child) && child.trim() === '') continue;
    if (isAfterLine || (isLine && text !== '' && !text.endsWith('\n'))) text += '\n';
    const piece = codeTextOf(child);
    text += isLine ? piece.replace(/\n$/, '') : piece;
    isAfterLine = isLine;
  }
  return text;
}

/**
 * Pieces of code in one block, of which a page shows one at a time: the same for several languages.
 * Others are lines of one piece.
 */
export function codesIn(pre: MarkupElement): MarkupElement[] {
  const parts = pre.children.filter((node) => !isElement(node) || !isTool(node));
  const codes = parts.filter((node) => isElement(node)).filter(({ name }) => name === 'code');
  const isOfMany = codes.length > 1 && codes.length === parts.length;
  return isOfMany && codes.every((code) => languageOf(code) !== '') ? codes : [pre];
}

const isTool = ({ name }: MarkupElement) => TOOLS.has(name) || name === 'input';

const AS_BLOCK = /(?:^|;)\s{0,9}display\s{0,9}:\s{0,9}(?:block|flex|grid|table-row)\b/i;

function isLineOfCode({ name, attributes: { style } }: MarkupElement): boolean {
  return LINES.has(name) || (style !== undefined && AS_BLOCK.test(style.slice(0, LONGEST_STYLE)));
}

/** Code of Doxygen, which is no `pre`: lines with their numbers. */
export function isDrawnListing(element: MarkupElement): boolean {
  if (!classesOf(element).includes('fragment')) return false;
  const first = element.children.find(isElement);
  return first !== undefined && classesOf(first).includes('line');
}

/** Behind each number stands a blank. */
export function drawnListing(element: MarkupElement): string {
  const text = lineOf(element);
  return hasNumbering(element) ? text.replace(/^ /gm, '') : text;
}

/** Code that a table shows with its line numbers, which stand in a column of their own. */
export type Listing = {
  text: string;
  /** The element that holds the code as a whole and may say its language, where there is one. */
  code: MarkupElement | undefined;
};

/** @param rows cells of a table, row by row; undefined for what is no listing */
export function listingIn(rows: readonly (readonly MarkupElement[])[]): Listing | undefined {
  const pairs = rows.flatMap(([numbers, code, ...rest]) =>
    numbers && code && rest.length === 0 ? [{ numbers, code }] : [],
  );
  if (pairs.length === 0 || pairs.length < rows.length) return undefined;
  const [only] = pairs;
  if (pairs.length === 1 && only) {
    const code = preIn(only.code);
    const isNumbered = hasNumbering(only.numbers) || (code && countsLines(only.numbers));
    return isNumbered ? { text: lineOf(code ?? only.code), code } : undefined;
  }
  if (!pairs.every(({ numbers }) => hasNumbering(numbers))) return undefined;
  return { text: pairs.map(({ code }) => lineOf(code)).join('\n'), code: undefined };
}

/** Programs that build each line themselves write blanks that do not break. */
const lineOf = (code: MarkupElement) =>
  codeTextOf(code)
    .replace(/^\r?\n|\r?\n$/g, '')
    .replaceAll('\u00a0', ' ');

function hasNumbering(cell: MarkupElement, depth = 0): boolean {
  if (isNumbering(cell)) return true;
  return (
    depth < 3 && cell.children.some((child) => isElement(child) && hasNumbering(child, depth + 1))
  );
}

/** A column of nothing but 1, 2, 3, … */
function countsLines(cell: MarkupElement): boolean {
  const numbers = codeTextOf(cell).slice(0, LONGEST_NUMBERS).trim().split(/\s+/);
  return (
    preIn(cell) !== undefined &&
    numbers.every((text, at) => Number(text) === Number(numbers[0]) + at)
  );
}

function preIn({ name, children }: MarkupElement, depth = 0): MarkupElement | undefined {
  for (const child of children.filter(isElement)) {
    if (child.name === 'pre') return child;
    const found = depth < 3 && name !== 'table' ? preIn(child, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

function hasText(element: MarkupElement): boolean {
  return element.children.some((child) =>
    isElement(child) ? hasText(child) : child.trim() !== '',
  );
}

function isOfDigits(element: MarkupElement): boolean {
  return element.children.every((child) =>
    isElement(child) ? isOfDigits(child) : /^[\d\s.:]*$/.test(child),
  );
}

/** What an element around a block of code says of its language (Jekyll, Sphinx, VitePress). */
export function languageAround(element: MarkupElement): string {
  const { class: given = '' } = element.attributes;
  if (!given.includes('language-') && !given.includes('highlight-')) return '';
  for (const name of classesOf(element)) {
    const [, language = ''] = /^(?:language|highlight)-([\w+#-]{1,30})$/.exec(name) ?? [];
    if (isLanguage(language)) return language.toLowerCase();
  }
  return '';
}

/** As Confluence's pages tell it to the program that colours their code. */
const BRUSH = /brush: ?[\w+#-]{1,30}/;
const LANGUAGE_PREFIXES = ['language-', 'lang-', 'highlight-source-', 'brush:'];
const NOT_A_LANGUAGE = new Set(['none', 'text', 'plain', 'plaintext', 'default']);

export const isLanguage = (name: string) => name !== '' && !NOT_A_LANGUAGE.has(name);

/** What a block of code, or the first element in it, says of its language. */
export function languageOf(pre: MarkupElement): string {
  const inner = pre.children.find(isElement);
  const hints = [pre, ...(inner ? [inner] : [])].flatMap((element) => [
    ...classesOf(element),
    ...['data-lang', 'data-language'].map((name) => `lang-${element.attributes[name] ?? ''}`),
    BRUSH.exec((element.attributes['data-syntaxhighlighter-params'] ?? '').slice(0, 200))?.[0] ??
      '',
  ]);
  for (const prefix of LANGUAGE_PREFIXES) {
    const found = hints.find((hint) => hint.startsWith(prefix) && hint !== prefix);
    const language = found?.slice(prefix.length).trim().toLowerCase().slice(0, 30) ?? '';
    if (isLanguage(language)) return language;
  }
  return '';
}
