import type { z } from 'zod';
import { failsAlone } from '../fails-alone.ts';
import type { SourceError } from '../source.ts';
import { UnprovenList } from '../unproven-list.ts';
import type { Graph } from './call-graph.ts';

/** What a list named, and why that may not be all; undefined where it is. */
export type Listed<Item> = { items: Item[]; lack: SourceError | undefined };

/** A whole list, or the part of it that came before it broke off. */
export async function collectList<T extends z.ZodType>(
  graph: Graph,
  path: string,
  schema: T,
): Promise<Listed<z.output<T>>> {
  const items: z.output<T>[] = [];
  let lack: SourceError | undefined;
  try {
    for await (const page of graph.list(path, schema)) {
      items.push(...page.items);
      if (page.unreadable > 0) lack ??= withoutIds(page.unreadable);
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    lack = error;
  }
  return { items, lack };
}

export function withoutIds(count: number): UnprovenList {
  const what = count === 1 ? '1 entry' : `${count} entries`;
  return new UnprovenList(`SharePoint listed ${what} without an id.`);
}
