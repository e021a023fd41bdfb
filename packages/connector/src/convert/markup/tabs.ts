import { classesOf } from './code-listing.ts';
import { isElement, type MarkupElement, textOf } from './markup-tree.ts';

/** Names of tabs in a row, or what one of them shows. */
type Part =
  | { tabs: MarkupElement[]; list: MarkupElement; around: MarkupElement }
  | { panel: MarkupElement };

const MAY_HAVE_TABS = /tablist|tabbed-labels|vp-code-group/;

/**
 * Puts the name of each tab above what it shows, for pages that have all names in one row: read from
 * above to below, nobody would know which is whose.
 */
export function nameTabs(root: MarkupElement, markup: string): void {
  if (!MAY_HAVE_TABS.test(markup)) return;
  const byId = new Map<string, MarkupElement>();
  const parts = partsIn(root, byId);
  const named = new Set<MarkupElement>();
  const around = new Set<MarkupElement>();
  for (const [at, part] of parts.entries()) {
    if (!('tabs' in part)) continue;
    const panels = panelsAfter(parts, at);
    const shown = part.tabs.map((tab, index) => {
      const { id, 'aria-controls': controls } = tab.attributes;
      const told = byId.get(`#${controls}`) ?? byId.get(`of ${id}`);
      return told ?? (panels.length === part.tabs.length ? panels[index] : undefined);
    });
    const isSure = shown.every((panel) => panel !== undefined && !named.has(panel));
    if (!isSure || new Set(shown).size < shown.length) continue;
    for (const [index, tab] of part.tabs.entries()) {
      const name: MarkupElement = {
        name: 'strong',
        attributes: {},
        children: [textOf(tab).trim()],
      };
      const panel = shown[index];
      panel?.children.unshift({ name: 'p', attributes: {}, children: [name] });
      if (panel) named.add(panel);
    }
    part.list.children = [];
    around.add(part.around);
  }
  // Fields that only keep which tab is shown.
  for (const one of around) {
    one.children = one.children.filter((node) => !isElement(node) || !isRadio(node));
  }
}

function panelsAfter(parts: readonly Part[], at: number): MarkupElement[] {
  const panels: MarkupElement[] = [];
  for (let next = at + 1; next < parts.length; next += 1) {
    const part = parts[next];
    if (!part || !('panel' in part)) break;
    panels.push(part.panel);
  }
  return panels;
}

/** What is within a panel comes behind all that is beside it. */
function partsIn(element: MarkupElement, byId: Map<string, MarkupElement>): Part[] {
  const parts: Part[] = [];
  const later: MarkupElement[] = [];
  const look = (one: MarkupElement) => {
    for (const child of one.children) {
      if (!isElement(child)) continue;
      const tabs = tabsOf(child);
      if (tabs.length > 0) parts.push({ tabs, list: child, around: one });
      else if (isPanel(child, one)) {
        const { id, 'aria-labelledby': label } = child.attributes;
        if (id) byId.set(`#${id}`, child);
        if (label) byId.set(`of ${label}`, child);
        parts.push({ panel: child });
        later.push(child);
      } else look(child);
    }
  };
  look(element);
  // A part without tabs keeps those of one panel from being taken for those of the next.
  return [...parts, ...later.flatMap((panel) => [NO_TABS, ...partsIn(panel, byId)])];
}

const NOTHING: MarkupElement = { name: '', attributes: {}, children: [] };
const NO_TABS: Part = { tabs: [], list: NOTHING, around: NOTHING };

const isRadio = ({ name, attributes }: MarkupElement) =>
  name === 'input' && attributes.type?.toLowerCase() === 'radio';

function tabsOf(element: MarkupElement): MarkupElement[] {
  if (element.attributes.role === 'tablist') return withRole(element, 'tab');
  const classes = classesOf(element);
  if (!classes.includes('tabbed-labels') && !classes.includes('tabs')) return [];
  return element.children.filter(isElement).filter(({ name }) => name === 'label');
}

function withRole(element: MarkupElement, role: string): MarkupElement[] {
  return element.children
    .filter(isElement)
    .flatMap((child) => (child.attributes.role === role ? [child] : withRole(child, role)));
}

function isPanel(element: MarkupElement, around: MarkupElement): boolean {
  if (element.attributes.role === 'tabpanel') return true;
  return classesOf(element).includes('tabbed-block') || classesOf(around).includes('blocks');
}
