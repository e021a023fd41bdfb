import type { ConfluenceClient } from './client.ts';
import { type Filters, unwantedCql, wantedCql } from './cql.ts';

/**
 * Labels and CQL are asked of the search; the answer only ever narrows what is read.
 * @param within adds the condition to a query for what is in question
 */
export async function createFilter(
  client: ConfluenceClient,
  within: (condition: string) => string,
  settings: Filters,
): Promise<(id: string) => boolean> {
  const wanted = await searchIn(client, within, wantedCql(settings));
  const unwanted = await searchIn(client, within, unwantedCql(settings));
  return (id) => (wanted?.has(id) ?? true) && !unwanted?.has(id);
}

async function searchIn(
  client: ConfluenceClient,
  within: (condition: string) => string,
  condition: string | undefined,
) {
  if (condition === undefined) return undefined;
  const found = new Set<string>();
  for await (const ids of client.search(within(condition))) {
    for (const id of ids) found.add(id);
  }
  return found;
}
