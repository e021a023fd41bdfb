import { failsAlone } from '../fails-alone.ts';
import type { SourceError } from '../source.ts';
import { UnprovenList } from '../unproven-list.ts';
import type { ConfluenceClient } from './client.ts';
import { type Filters, unwantedCql, wantedCql } from './cql.ts';

export type Filter = {
  isWanted: (id: string) => boolean;
  /** Why it is not known of all whether they are wanted; those are not read. */
  trouble: SourceError | undefined;
};

/**
 * Labels and CQL are asked of the search; the answer only ever narrows what is read.
 * @param within adds the condition to a query for what is in question
 */
export async function createFilter(
  client: ConfluenceClient,
  within: (condition: string) => string,
  settings: Filters,
): Promise<Filter> {
  const wanted = await searchIn(client, within, wantedCql(settings));
  const unwanted = await searchIn(client, within, unwantedCql(settings));
  // Of what must be left out only the whole list tells what may be read.
  const isOpen = unwanted?.trouble !== undefined;
  return {
    isWanted: (id) => !isOpen && (wanted?.ids.has(id) ?? true) && !unwanted?.ids.has(id),
    trouble: wanted?.trouble ?? unwanted?.trouble,
  };
}

async function searchIn(
  client: ConfluenceClient,
  within: (condition: string) => string,
  condition: string | undefined,
) {
  if (condition === undefined) return undefined;
  const ids = new Set<string>();
  let trouble: SourceError | undefined;
  try {
    for await (const { items, unread } of client.search(within(condition))) {
      for (const { id } of items) ids.add(id);
      if (unread.length > 0) trouble = new UnprovenList('Something that it found has no id.');
    }
  } catch (error) {
    // A query that Confluence does not understand is for whoever wrote it.
    if (!failsAlone(error) || error.code === 'validation_failed') throw error;
    trouble = error;
  }
  return { ids, trouble };
}
