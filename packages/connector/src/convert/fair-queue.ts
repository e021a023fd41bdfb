/**
 * What waits, by organization. They take turns: whoever puts in ten thousand documents waits for
 * them, and nobody else does.
 */
export function createFairQueue<Item>(mostOfOne: number) {
  /** In the order of their turns: who was served goes to the end. */
  const queues = new Map<string, Item[]>();
  return {
    /** False when the organization has too many waiting already. */
    add: (tenantId: string, item: Item): boolean => {
      const queue = queues.get(tenantId) ?? [];
      if (queue.length >= mostOfOne) return false;
      queue.push(item);
      queues.set(tenantId, queue);
      return true;
    },
    /** Back to where it was; for what was under way when its thread was lost. */
    putBack: (tenantId: string, items: readonly Item[]): void => {
      if (items.length > 0) queues.set(tenantId, [...items, ...(queues.get(tenantId) ?? [])]);
    },
    /** The next one, of the first organization in turn that may. */
    take: (mayServe: (tenantId: string) => boolean): [tenantId: string, Item] | undefined => {
      for (const [tenantId, queue] of queues) {
        if (!mayServe(tenantId)) continue;
        const item = queue.shift();
        queues.delete(tenantId);
        if (queue.length > 0) queues.set(tenantId, queue);
        if (item !== undefined) return [tenantId, item];
      }
      return undefined;
    },
    /** One more of the same organization, if `fits` and nobody else is waiting. */
    takeAlso: (tenantId: string, fits: (item: Item) => boolean): Item | undefined => {
      const queue = queues.get(tenantId);
      const first = queue?.[0];
      if (!queue || first === undefined || queues.size > 1 || !fits(first)) return undefined;
      queue.shift();
      if (queue.length === 0) queues.delete(tenantId);
      return first;
    },
    remove: (tenantId: string, item: Item): void => {
      const queue = queues.get(tenantId);
      const at = queue?.indexOf(item) ?? -1;
      if (queue && at >= 0) queue.splice(at, 1);
      if (queue?.length === 0) queues.delete(tenantId);
    },
    clear: (): Item[] => {
      const all = [...queues.values()].flat();
      queues.clear();
      return all;
    },
  };
}
