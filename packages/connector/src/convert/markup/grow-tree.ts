import type { MarkupElement } from './markup-tree.ts';

/**
 * Deeper than any page that a person writes. What lies below loses its marks and keeps its text,
 * because whoever reads the tree calls itself once for each level.
 */
const MAX_DEPTH = 100;

const VOID = new Set(
  'area base basefont br col command embed frame hr img input isindex keygen link meta param source track wbr'.split(
    ' ',
  ),
);
const CELLS = ['td', 'th'];
const ROWS = [...CELLS, 'tr'];
const SECTIONS = [...ROWS, 'thead', 'tbody', 'tfoot'];
/** What stands before the rows of a table, and ends where they begin. */
const BEFORE_ROWS = ['caption', 'colgroup'];
/** What an opening tag ends by itself, if it stands directly within it (HTML, 13.1.2.4). */
const ENDS = new Map<string, readonly string[]>([
  ...'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr main menu nav ol p pre search section summary table ul'
    .split(' ')
    .map((name): [string, string[]] => [name, ['p']]),
  ['li', ['p', 'li']],
  ['dt', ['p', 'dt', 'dd']],
  ['dd', ['p', 'dt', 'dd']],
  ['td', ['p', ...CELLS]],
  ['th', ['p', ...CELLS]],
  ['tr', ['p', ...ROWS, ...BEFORE_ROWS]],
  ...['thead', 'tbody', 'tfoot', ...BEFORE_ROWS].map((name): [string, string[]] => [
    name,
    ['p', ...SECTIONS, ...BEFORE_ROWS],
  ]),
  ['option', ['option']],
  ['optgroup', ['option', 'optgroup']],
  ['rt', ['rb', 'rt', 'rp']],
  ['rp', ['rb', 'rt', 'rp']],
  ['rb', ['rb', 'rt', 'rp', 'rtc']],
  ['rtc', ['rb', 'rt', 'rp', 'rtc']],
]);
/** End tags of anything else do not reach out of these. */
const TABLE_PARTS = new Set(['table', 'caption', ...SECTIONS]);
/**
 * A tree that grows with the tags of a document, in the way that browsers make one: some tags end
 * others by themselves, and an end tag without a beginning is nothing.
 */
export class GrowingTree {
  readonly root: MarkupElement = { name: '', attributes: {}, children: [] };
  /** The innermost element that is open. */
  current: MarkupElement = this.root;
  private readonly open: MarkupElement[] = [this.root];
  /** Tags that are open below the deepest level. */
  private tooDeep = 0;

  addText(piece: string): void {
    if (piece === '') return;
    const { children } = this.current;
    const last = children.length - 1;
    if (typeof children[last] === 'string') children[last] += piece;
    else children.push(piece);
  }

  /** @param isClosed whether the tag closes itself */
  start(element: MarkupElement, isClosed: boolean): void {
    const isLeaf = isClosed || VOID.has(element.name);
    if (this.tooDeep > 0 || (this.open.length > MAX_DEPTH && !VOID.has(element.name))) {
      if (!isLeaf) this.tooDeep += 1;
      this.addText(' ');
      return;
    }
    const ended = ENDS.get(element.name);
    while (ended?.includes(this.current.name)) this.pop();
    this.current.children.push(element);
    if (isLeaf) return;
    this.open.push(element);
    this.current = element;
  }

  end(name: string): void {
    if (this.tooDeep > 0) this.tooDeep -= 1;
    else if (name === 'br') this.current.children.push({ name, attributes: {}, children: [] });
    else if (!VOID.has(name)) this.close(name);
  }

  private close(name: string): void {
    const hasPrefix = name.includes(':');
    const isPart = hasPrefix || TABLE_PARTS.has(name);
    for (let at = this.open.length - 1; at > 0; at -= 1) {
      const here = this.open[at]?.name ?? '';
      if (here === name) {
        while (this.open.length > at) this.pop();
        return;
      }
      if (here === 'table' ? !hasPrefix : TABLE_PARTS.has(here) && !isPart) return;
    }
  }

  private pop(): void {
    this.open.pop();
    this.current = this.open.at(-1) ?? this.root;
  }
}
