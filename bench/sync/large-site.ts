import { demoSite, type SampleContent, type SampleSite } from '@rita/sample-sources';

/** Ids of one copy are that far from those of the next; the demo's own lie within. */
const ID_STEP = 100_000;

/**
 * The demo site so often over that `pages` of its pages and blog posts can be read: the same
 * bodies, trees, folders and restrictions, under titles of their own.
 */
export function largeSite(pages: number): SampleSite {
  const { content, ...site } = demoSite();
  const readable = new Set(site.spaces.filter(isOffered).map(({ id }) => id));
  const model = content.filter(
    (item) => item.status === 'current' && item.type !== 'attachment' && readable.has(item.spaceId),
  );
  const copies: SampleContent[] = [];
  let left = pages;
  for (let copy = 0; left > 0; copy += 1) {
    for (const item of model) {
      if (left <= 0) break;
      copies.push(copyOf(item, copy));
      if (item.type !== 'folder') left -= 1;
    }
  }
  return { ...site, content: withParents(copies) };
}

function isOffered(space: SampleSite['spaces'][number]): boolean {
  return !space.isRestricted && space.status === 'current' && space.type === 'global';
}

function copyOf(item: SampleContent, copy: number): SampleContent {
  const far = (id: string) => String(Number(id) + copy * ID_STEP);
  return {
    ...item,
    id: far(item.id),
    parentId: item.parentId && far(item.parentId),
    title: copy === 0 ? item.title : `${item.title} (${copy})`,
    version: { ...item.version },
  };
}

/** The last copy may end before a page's parent, and the parent may not be readable. */
function withParents(content: SampleContent[]): SampleContent[] {
  const ids = new Set(content.map(({ id }) => id));
  for (const item of content) if (item.parentId && !ids.has(item.parentId)) item.parentId = null;
  return content.toSorted((one, other) => Number(one.id) - Number(other.id));
}
