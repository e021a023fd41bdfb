import { SourceError } from './source.ts';

/**
 * A list did not come to an end that can be trusted. What was listed of it is there; of what was
 * not, nobody knows, so that nothing counts as gone.
 */
export class UnprovenList extends SourceError {
  /** @param reason one sentence for people */
  constructor(reason: string) {
    super('list_unproven', reason);
  }
}

const MOST_IDLE_PAGES = 20;

/**
 * Watches one list as it is followed: pages may be empty, and may tell again what was told
 * before, but not for ever. Throws `UnprovenList` when the list does not get on.
 * @returns whether the page told of anything new; to be called with the ids of each page
 */
export function createListWatch(): (ids: readonly string[]) => boolean {
  const seen = new Set<string>();
  let idlePages = 0;
  return (ids) => {
    const before = seen.size;
    for (const id of ids) seen.add(id);
    const hasNew = seen.size > before;
    idlePages = hasNew ? 0 : idlePages + 1;
    if (idlePages > MOST_IDLE_PAGES) {
      throw new UnprovenList('It goes on and on without anything new in it.');
    }
    return hasNew;
  };
}
